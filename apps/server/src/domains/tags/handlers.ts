import type { Handlers } from '../../pipeline/handler.ts'
import { createTag } from './create-tag.ts'
import { deleteTag } from './delete-tag.ts'
import { getTag } from './get-tag.ts'
import { listTags } from './list-tags.ts'
import { mergeTag } from './merge-tag.ts'
import { updateTag } from './update-tag.ts'

export const tagsHandlers = {
  list: listTags,
  create: createTag,
  get: getTag,
  update: updateTag,
  delete: deleteTag,
  merge: mergeTag,
} satisfies Handlers['tags']
