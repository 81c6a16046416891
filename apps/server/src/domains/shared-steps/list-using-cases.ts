import { grants } from '@testplanit/api/access'
import type { sharedSteps as operations } from '@testplanit/api/domains/shared-steps/operations'
import { isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { cases } from '../cases/tables.ts'

/** For those who may read cases. */
export const listUsingCases: Handler<typeof operations.listCases> = async ({ input, actor, db }) =>
  page(input, {
    order: { id: cases.id, descending: true },
    where: [
      isNull(cases.deletedAt),
      grants(actor.grants, 'cases', 'read') ? undefined : sql`false`,
      sql`${cases.id} in (select case_id from steps where shared_step_id = ${input.sharedStepId} and removed_at is null)`,
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      db
        .select({ id: cases.id, number: cases.number, title: cases.title, folderId: cases.folderId })
        .from(cases)
        .where(where)
        .orderBy(orderBy)
        .limit(limit)
        .offset(offset),
    total: (where) => cappedCount(db, cases, where),
  })
