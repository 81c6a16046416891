import type { members as operations } from '@testplanit/api/domains/members/operations'
import { isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { memberCount } from '../groups/answers.ts'
import { groups } from '../groups/tables.ts'

type Row = { id: string; name: string; memberCount: number; roleIds: string[]; roleNames: string[] }

export const listGroups: Handler<typeof operations.listGroups> = async ({ input, db }) => {
  const { projectId } = input
  const given = sql`from group_roles gr join roles r on r.id = gr.role_id and r.deleted_at is null
    where gr.project_id = ${projectId} and gr.group_id = groups.id`
  const { data, pagination } = await page<Row>(input, {
    order: { id: groups.id, descending: true },
    where: [isNull(groups.deletedAt), sql`exists (select ${given})`],
    rows: ({ where, orderBy, limit, offset }) =>
      db
        .select({
          id: groups.id,
          name: groups.name,
          memberCount,
          roleIds: sql<string[]>`(select json_agg(r.id order by r.id) ${given})`,
          roleNames: sql<string[]>`(select json_agg(r.name order by r.id) ${given})`,
        })
        .from(groups)
        .where(where)
        .orderBy(orderBy)
        .limit(limit)
        .offset(offset),
    total: (where) => cappedCount(db, groups, where),
  })
  return { data: data.map(({ id, ...group }) => ({ projectId, groupId: id, ...group })), pagination }
}
