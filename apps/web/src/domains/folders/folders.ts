/** A project's folders, as they are read: the whole tree at once. */
import { useQuery } from '@tanstack/react-query'
import type { Folder } from '@testplanit/api/domains/folders/schemas'
import { useMemo } from 'react'
import { trpc } from '../../app/api.ts'
import type { TreeNode } from '../../ui/tree.tsx'

export type FolderLine = Pick<Folder, 'id' | 'parentId' | 'name' | 'order' | 'caseCount'>

export interface Folders {
  /** It stands for "All cases", and holds what is in no other. */
  root: FolderLine
  byId: ReadonlyMap<string, FolderLine>
  /** "All cases", and the folders beneath the root. */
  nodes: readonly TreeNode[]
}

/** undefined until they are here. */
export function useFolders(projectId: string): Folders | undefined {
  const { data } = useQuery(trpc.folders.tree.queryOptions({ projectId }, { staleTime: 30_000 }))
  return useMemo(() => data && foldersOf(data.data), [data])
}

export function foldersOf(lines: readonly FolderLine[]): Folders | undefined {
  const root = lines.find((line) => line.parentId === null)
  if (!root) return undefined
  const children = Map.groupBy(lines, (line) => line.parentId)
  const nodesIn = (id: string): TreeNode[] | undefined =>
    children
      .get(id)
      ?.map((line) => ({ id: line.id, label: line.name, count: line.caseCount, children: nodesIn(line.id) }))
  const all = { id: root.id, label: 'All cases', count: root.caseCount, fixed: true }
  return { root, byId: new Map(lines.map((line) => [line.id, line])), nodes: [all, ...(nodesIn(root.id) ?? [])] }
}

/** The folder and those above it, the topmost first; without the root. */
export function pathOf({ byId }: Pick<Folders, 'byId'>, id: string): FolderLine[] {
  const path: FolderLine[] = []
  for (let at = byId.get(id); at?.parentId; at = byId.get(at.parentId)) path.unshift(at)
  return path
}

export const pathText = (folders: Folders, id: string) =>
  pathOf(folders, id)
    .map((line) => line.name)
    .join(' / ') || 'No folder'

/** A folder's cases and those of all above it, changed by so many. */
export function counted(lines: readonly FolderLine[], folderId: string | null, by: number): readonly FolderLine[] {
  const byId = new Map(lines.map((line) => [line.id, line]))
  const above = new Set<string>()
  for (let at = byId.get(folderId ?? ''); at; at = byId.get(at.parentId ?? '')) above.add(at.id)
  return lines.map((line) => (above.has(line.id) ? { ...line, caseCount: line.caseCount + by } : line))
}
