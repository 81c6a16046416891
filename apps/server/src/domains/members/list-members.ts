import type { members as operations } from '@testplanit/api/domains/members/operations'
import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { answer } from '../../platform/database/entities.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { roles } from '../roles/tables.ts'
import { users } from '../users/tables.ts'
import { members } from './tables.ts'

export const listMembers: Handler<typeof operations.list> = async ({ input, db }) => {
  const { data, pagination } = await page(input, {
    order: { id: members.id, descending: true },
    where: [eq(members.projectId, input.projectId), isNull(members.deletedAt), isNull(users.deletedAt)],
    rows: ({ where, orderBy, limit, offset }) =>
      db
        .select({ ...getTableColumns(members), name: users.name, email: users.email, roleName: roles.name })
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .leftJoin(roles, and(eq(roles.id, members.roleId), isNull(roles.deletedAt)))
        .where(where)
        .orderBy(orderBy)
        .limit(limit)
        .offset(offset),
    total: (where) => cappedCount(db, sql`${members} join ${users} on ${users.id} = ${members.userId}`, where),
  })
  return { data: data.map(answer), pagination }
}
