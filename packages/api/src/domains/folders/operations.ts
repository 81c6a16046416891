import * as z from 'zod'
import { project } from '../../access.ts'
import { Nothing } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import { CreateFolder, Folder, FolderTree, ListFolders, UpdateFolder } from './schemas.ts'

export const folders = {
  list: query({
    path: 'GET /folders',
    summary: 'List folders with their case counts',
    access: project('cases', 'read').of('projectId'),
    input: ListFolders,
    output: pageOf(Folder),
  }),
  tree: query({
    path: 'GET /folders/tree',
    summary: "A project's whole folder tree",
    access: project('cases', 'read').of('projectId'),
    input: z.strictObject({ projectId: Id }),
    output: FolderTree,
  }),
  create: command({
    path: 'POST /folders',
    summary: 'Create a folder',
    access: project('cases', 'write').of('projectId'),
    input: CreateFolder,
    output: Folder,
    status: 201,
  }),
  get: query({
    path: 'GET /folders/{folderId}',
    summary: 'Get a folder',
    access: project('cases', 'read').through('folder', 'folderId'),
    input: z.strictObject({ folderId: Id }),
    output: Folder,
  }),
  update: command({
    path: 'PUT /folders/{folderId}',
    summary: 'Rename, move or reorder a folder',
    access: project('cases', 'write').through('folder', 'folderId'),
    input: UpdateFolder,
    output: Folder,
  }),
  delete: command({
    path: 'DELETE /folders/{folderId}',
    summary: 'Delete a folder with its subtree and cases',
    description: 'The root folder cannot be deleted (409).',
    access: project('cases', 'delete').through('folder', 'folderId'),
    input: z.strictObject({ folderId: Id }),
    output: Nothing,
    status: 204,
  }),
} satisfies Operations
