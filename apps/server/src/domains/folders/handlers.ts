import type { Handlers } from '../../pipeline/handler.ts'
import { createFolder } from './create-folder.ts'
import { deleteFolder } from './delete-folder.ts'
import { getFolder } from './get-folder.ts'
import { listFolders } from './list-folders.ts'
import { readFolderTree } from './read-folder-tree.ts'
import { updateFolder } from './update-folder.ts'

export const foldersHandlers = {
  list: listFolders,
  tree: readFolderTree,
  create: createFolder,
  get: getFolder,
  update: updateFolder,
  delete: deleteFolder,
} satisfies Handlers['folders']
