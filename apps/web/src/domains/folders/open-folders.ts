import { useEffect, useState } from 'react'
import * as z from 'zod/mini'
import { keep, readKept } from '../../app/kept.ts'
import { type Folders, pathOf } from './folders.ts'

const nameOf = (projectId: string) => `open-folders ${projectId}`
const Ids = z.array(z.string())

/** Which folders are unfolded: kept in this browser; those above the chosen one always become so. */
export function useOpenFolders(projectId: string, folders: Folders | undefined, chosen: string | undefined) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(readKept(nameOf(projectId), Ids)))
  const put = (ids: ReadonlySet<string>) => {
    setOpen(ids)
    keep(nameOf(projectId), [...ids])
  }
  const path = folders && chosen ? pathOf(folders, chosen).slice(0, -1) : []
  const above = path.map((line) => line.id).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each place, so that they can be folded afterwards
  useEffect(() => {
    if (above) put(new Set([...open, ...above.split(' ')]))
  }, [above])
  return {
    open,
    toggle: (id: string) => put(open.has(id) ? new Set([...open].filter((one) => one !== id)) : new Set([...open, id])),
    unfold: (id: string) => put(new Set([...open, id])),
  }
}
