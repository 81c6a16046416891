import type { folders as operations } from '@testplanit/api/domains/folders/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, insert } from '../../platform/database/entities.ts'
import { lock } from '../../platform/database/locks.ts'
import { livingParent } from './queries.ts'
import { folders } from './tables.ts'

export const createFolder: Handler<typeof operations.create> = async ({ input, actor, tx, record }) => {
  await lock(tx, 'folders', input.projectId)
  const parentId = await livingParent(tx, input.projectId, input.parentId)
  const folder = await insert(tx, folders, { ...input, parentId }, actor)
  record.created('folder', folder)
  return answer(folder)
}
