import type { cases as operations } from '@testplanit/api/domains/cases/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { removeCases } from './writes.ts'

export const deleteCase: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  const [removed] = await removeCases(tx, actor, [input.caseId])
  record.deleted('case', removed)
}
