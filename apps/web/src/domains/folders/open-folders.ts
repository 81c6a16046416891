import { useEffect, useState } from 'react'
import { type Folders, pathOf } from './folders.ts'

const kept = (projectId: string) => `open-folders ${projectId}`

/** Which folders are unfolded: kept in this browser; those above the chosen one always become so. */
export function useOpenFolders(projectId: string, folders: Folders | undefined, chosen: string | undefined) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => read(projectId))
  const keep = (ids: ReadonlySet<string>) => {
    setOpen(ids)
    localStorage.setItem(kept(projectId), JSON.stringify([...ids]))
  }
  const path = folders && chosen ? pathOf(folders, chosen).slice(0, -1) : []
  const above = path.map((line) => line.id).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each place, so that they can be folded afterwards
  useEffect(() => {
    if (above) keep(new Set([...open, ...above.split(' ')]))
  }, [above])
  return {
    open,
    toggle: (id: string) =>
      keep(open.has(id) ? new Set([...open].filter((one) => one !== id)) : new Set([...open, id])),
    unfold: (id: string) => keep(new Set([...open, id])),
  }
}

function read(projectId: string): ReadonlySet<string> {
  const ids: unknown = JSON.parse(localStorage.getItem(kept(projectId)) ?? '[]')
  return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [])
}
