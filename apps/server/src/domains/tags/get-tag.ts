import type { tags as operations } from '@testplanit/api/domains/tags/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readTag } from './queries.ts'

export const getTag: Handler<typeof operations.get> = ({ input, actor, db }) =>
  readTag(db, actor.projectId, input.tagId)
