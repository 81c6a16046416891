import type { caseLinks as operations } from '@testplanit/api/domains/case-links/operations'
import { conflict, notFound } from '@testplanit/api/errors'
import { eq, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { lock } from '../../platform/database/locks.ts'
import { linkOf } from './answers.ts'
import { holdPair } from './queries.ts'
import { mustBeFree } from './rules.ts'
import { caseLinks } from './tables.ts'

/** One that is removed by hand does not come back with its cases. */
export const updateLink: Handler<typeof operations.update> = async ({ input, actor, tx, record }) => {
  const { where, data } = input
  await lock(tx, 'caseLinks', actor.projectId)
  const [row] = await tx.select().from(caseLinks).where(eq(caseLinks.id, where.id))
  if (!row) throw notFound('link')
  const before = linkOf(row)
  if (before.isDeleted && !data.isDeleted) {
    const pair = await holdPair(tx, row.projectId, row.type, [row.caseAId, row.caseBId])
    if (!pair) throw conflict('One of its test cases was deleted: the link comes back with that.')
    mustBeFree(pair)
  }
  await tx
    .update(caseLinks)
    .set({ deletedAt: data.isDeleted ? sql`now()` : null, deletionId: null })
    .where(eq(caseLinks.id, where.id))
  const after = { ...before, isDeleted: data.isDeleted }
  record.did(
    'case',
    { id: row.caseAId, projectId: row.projectId },
    { before: { link: before }, after: { link: after } },
  )
  return { data: after }
}
