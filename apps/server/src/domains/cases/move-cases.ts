import type { cases as operations } from '@testplanit/api/domains/cases/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { recordMany } from './recording/record-many.ts'
import { changeCases } from './writes.ts'

export const moveCases: Handler<typeof operations.move> = async ({ input, actor, tx, record }) => {
  const { ids, folderId } = input
  const moves = [...new Set(ids)].map((id) => ({ id, folderId }))
  const changed = await changeCases({ tx, actor, record, uploads: new Map() }, moves)
  const moved = changed.flatMap(({ before, after }) => (before.folderId === folderId ? [] : [after]))
  recordMany(record, 'updated', moved, { changes: { folderId } })
  return { moved: moved.length }
}
