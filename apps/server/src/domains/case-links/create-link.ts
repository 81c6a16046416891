import type { caseLinks as operations } from '@testplanit/api/domains/case-links/operations'
import { invalid } from '@testplanit/api/errors'
import type { Handler } from '../../pipeline/handler.ts'
import { lock } from '../../platform/database/locks.ts'
import { linkOf } from './answers.ts'
import { holdPair } from './queries.ts'
import { mustBeFree } from './rules.ts'
import { caseLinks } from './tables.ts'

export const createLink: Handler<typeof operations.create> = async ({ input, actor, tx, record }) => {
  const { caseA, caseB, type } = input.data
  const { projectId } = actor
  await lock(tx, 'caseLinks', projectId)
  const pair = await holdPair(tx, projectId, type, [caseA.connect.id, caseB.connect.id])
  const field = 'data.caseB.connect.id'
  if (!pair) throw invalid({ field, message: 'names no case that exists here' })
  const { caseAId, caseBId } = pair
  if (caseAId === caseBId) throw invalid({ field, message: 'is the same test case: one is not linked to itself' })
  mustBeFree(pair)
  const [row] = await tx
    .insert(caseLinks)
    .values({ projectId, caseAId, caseBId, type, createdBy: actor.id })
    .returning()
  const link = linkOf(row as typeof caseLinks.$inferSelect)
  record.did('case', { id: caseAId, projectId }, { after: { link } })
  return { data: link }
}
