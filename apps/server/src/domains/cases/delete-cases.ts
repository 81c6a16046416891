import type { cases as operations } from '@testplanit/api/domains/cases/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { idsOf } from '../../platform/database/ids.ts'
import { removeCases } from './writes.ts'

export const deleteCases: Handler<typeof operations.deleteMany> = async ({ input, actor, tx, record }) => {
  const removed = await removeCases(tx, actor, [...new Set(input.ids)])
  const [first, ...others] = removed
  record.deleted('case', first, { cases: others.length, ids: idsOf(removed) })
}
