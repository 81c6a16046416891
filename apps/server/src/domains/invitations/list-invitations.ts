import type { invitations as operations } from '@testplanit/api/domains/invitations/operations'
import { ilike, isNull, or, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { contains } from '../../platform/database/text.ts'
import { invitationOf } from './answers.ts'
import { invitationColumns, state } from './queries.ts'
import { invitations } from './tables.ts'

export const listInvitations: Handler<typeof operations.list> = async ({ input, db }) => {
  const { search } = input
  const { data, pagination } = await page(input, {
    order: { id: invitations.id, descending: true },
    where: [
      isNull(invitations.deletedAt),
      search ? or(ilike(invitations.email, contains(search)), ilike(invitations.name, contains(search))) : undefined,
      input.state ? sql`${state} = ${input.state}` : undefined,
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      db.select(invitationColumns).from(invitations).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, invitations, where),
  })
  return { data: data.map(invitationOf), pagination }
}
