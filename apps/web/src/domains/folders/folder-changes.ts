/** Changes of a project's folders: shown at once, taken back with a message when the server refuses. */
import { client, queryClient, trpc } from '../../app/api.ts'
import { faultOf } from '../../app/fault.ts'
import { toast } from '../../ui/toast.tsx'
import { counted, type FolderLine } from './folders.ts'

type Change = (lines: readonly FolderLine[]) => readonly FolderLine[]

/** Shows the change, sends it, and answers what the server said; undefined when it refused. */
async function change<T>(
  projectId: string,
  what: string,
  patch: Change,
  send: () => Promise<T>,
): Promise<T | undefined> {
  const { queryKey } = trpc.folders.tree.queryOptions({ projectId })
  await queryClient.cancelQueries({ queryKey })
  const before = queryClient.getQueryData(queryKey)
  patchTree(projectId, patch)
  try {
    return await send()
  } catch (error) {
    queryClient.setQueryData(queryKey, before)
    const { message, fields } = faultOf(error)
    toast({ status: 'FAILED', text: `${what}: ${Object.values(fields)[0] ?? message}` })
    return undefined
  } finally {
    void queryClient.invalidateQueries({ queryKey })
  }
}

function patchTree(projectId: string, patch: Change) {
  queryClient.setQueryData(trpc.folders.tree.queryKey({ projectId }), (tree) => tree && { data: [...patch(tree.data)] })
}

export const showCount = (projectId: string, folderId: string, by: number) =>
  patchTree(projectId, (lines) => counted(lines, folderId, by))

const replaced =
  (id: string, patch: Partial<FolderLine>): Change =>
  (lines) =>
    lines.map((line) => (line.id === id ? { ...line, ...patch } : line))

export const createFolder = (projectId: string, parentId: string, name: string) =>
  change(
    projectId,
    `“${name}” was not created`,
    (lines) => [...lines, { id: 'coming', parentId, name, order: 0, caseCount: 0 }],
    () => client.folders.create.mutate({ projectId, parentId, name }),
  )

export const renameFolder = (projectId: string, { id: folderId, name: before }: FolderLine, name: string) =>
  change(projectId, `“${before}” was not renamed`, replaced(folderId, { name }), () =>
    client.folders.update.mutate({ folderId, name }),
  )

export const moveFolder = (projectId: string, folder: FolderLine, parentId: string) =>
  change(
    projectId,
    `“${folder.name}” was not moved`,
    (lines) => {
      const without = counted(lines, folder.parentId, -folder.caseCount)
      return replaced(folder.id, { parentId })(counted(without, parentId, folder.caseCount))
    },
    () => client.folders.update.mutate({ folderId: folder.id, parentId }),
  )

export async function deleteFolder(projectId: string, folder: FolderLine) {
  const what = `“${folder.name}” was not deleted`
  const send = () => client.folders.delete.mutate({ folderId: folder.id }).then(() => true)
  const without: Change = (lines) =>
    counted(lines, folder.parentId, -folder.caseCount).filter((line) => line.id !== folder.id)
  const done = await change(projectId, what, without, send)
  if (done) void queryClient.invalidateQueries(trpc.cases.list.pathFilter())
  return done
}
