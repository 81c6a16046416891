import type { Handlers } from '../../pipeline/handler.ts'
import { listTags } from './list-tags.ts'

export const tagsHandlers = { list: listTags } satisfies Handlers['tags']
