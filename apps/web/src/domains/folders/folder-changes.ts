/** Changes of a project's folders: shown at once, taken back with a message when the server refuses. */
import { client, queryClient, trpc } from '../../app/api.ts'
import { changeAtOnce } from '../../app/at-once.ts'
import { faultOf } from '../../app/fault.ts'
import { toast } from '../../ui/toast.tsx'
import { counted, type FolderLine } from './folders.ts'

interface Tree {
  data: FolderLine[]
}
type Change = (lines: readonly FolderLine[]) => readonly FolderLine[]
const inTree =
  (change: Change) =>
  (tree: Tree): Tree => ({ data: [...change(tree.data)] })

/** Shows the change, sends it, and answers what the server said; undefined when it refused. */
async function change<T>(
  projectId: string,
  what: string,
  patch: Change,
  send: () => Promise<T>,
): Promise<T | undefined> {
  const filter = trpc.folders.tree.queryFilter({ projectId })
  const takeBack = await changeAtOnce(filter, inTree(patch))
  try {
    return await send()
  } catch (error) {
    takeBack()
    const { message, fields } = faultOf(error)
    toast({ status: 'FAILED', text: `${what}: ${Object.values(fields)[0] ?? message}` })
    return undefined
  } finally {
    void queryClient.invalidateQueries(filter)
  }
}

export function showCount(projectId: string, folderId: string, by: number) {
  const inIt = inTree((lines) => counted(lines, folderId, by))
  queryClient.setQueryData(trpc.folders.tree.queryKey({ projectId }), (tree) => tree && inIt(tree))
}

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
