import type { tags as operations } from '@testplanit/api/domains/tags/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, insert } from '../../platform/database/entities.ts'
import { tags } from './tables.ts'

export const createTag: Handler<typeof operations.create> = async ({ input, actor, tx, record }) => {
  const tag = await insert(tx, tags, input, actor)
  record.created('tag', tag)
  return { ...answer(tag), caseCount: 0 }
}
