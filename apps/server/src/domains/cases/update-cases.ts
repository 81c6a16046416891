import type { cases as operations } from '@testplanit/api/domains/cases/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { recordMany } from './recording/record-many.ts'
import { changeCases } from './writes.ts'

export const updateCases: Handler<typeof operations.updateMany> = async ({ input, actor, tx, record }) => {
  const { ids, changes } = input
  const alike = [...new Set(ids)].map((id) => ({ id, at: 'changes.', ...changes }))
  const changed = await changeCases({ tx, actor, record, uploads: new Map() }, alike)
  const data = changed.map(({ after }) => after)
  recordMany(record, 'updated', data, { changes })
  return { data }
}
