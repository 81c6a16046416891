import type { tags as operations } from '@testplanit/api/domains/tags/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { type Carriers, carriersOf } from './queries.ts'
import { tags } from './tables.ts'

export const deleteTag: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  const tag = await remove(tx, tags, input.tagId, actor)
  const [carriers] = await tx.execute<Carriers>(carriersOf(tag.id))
  record.deleted('tag', tag, carriers)
}
