import type { Handlers } from '../../pipeline/handler.ts'
import { listDeletions } from './list-deletions.ts'
import { restoreDeletion } from './restore-deletion.ts'

export const trashHandlers = { list: listDeletions, restore: restoreDeletion } satisfies Handlers['trash']
