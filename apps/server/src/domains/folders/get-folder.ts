import type { folders as operations } from '@testplanit/api/domains/folders/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readFolder } from './queries.ts'

export const getFolder: Handler<typeof operations.get> = async ({ input, db }) => readFolder(db, input.folderId)
