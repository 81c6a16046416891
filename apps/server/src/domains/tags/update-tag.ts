import type { tags as operations } from '@testplanit/api/domains/tags/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { change } from '../../platform/database/entities.ts'
import { readTag } from './queries.ts'
import { tags } from './tables.ts'

export const updateTag: Handler<typeof operations.update> = async ({ input, actor, tx, record }) => {
  const { tagId: id, expectedVersion, ...changes } = input
  const { before, after } = await change(tx, tags, { id, changes, expectedVersion }, actor)
  record.updated('tag', before, after)
  return readTag(tx, after.projectId, id)
}
