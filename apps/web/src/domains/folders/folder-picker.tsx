import { Folder } from 'lucide-react'
import { useState } from 'react'
import Palette, { matchWords } from '../../ui/palette.tsx'
import { type Folders, pathOf, pathText } from './folders.ts'

const SHOWN = 50

interface Props {
  label: string
  folders: Folders
  /** Cannot be chosen, nor what is beneath it. */
  except?: string | undefined
  rootLabel: string
  onPick: (id: string) => void
  onClose: () => void
}

/** Finds a folder by the words of its path. Load it when it is opened: the palette comes with it. */
export default function FolderPicker({ label, folders, except, rootLabel, onPick, onClose }: Props) {
  const [query, setQuery] = useState('')
  const items = []
  for (const line of folders.byId.values()) {
    const isRoot = line.id === folders.root.id
    const path = isRoot ? rootLabel : pathText(folders, line.id)
    if (!matchWords(path, query)) continue
    if (except && pathOf(folders, line.id).some((above) => above.id === except)) continue
    items.push({
      id: line.id,
      label: path,
      icon: <Folder className="i" />,
      meta: `${line.caseCount}`,
      onRun: () => onPick(line.id),
    })
    if (items.length === SHOWN) break
  }
  return (
    <Palette
      label={label}
      hint={`${label}…`}
      query={query}
      onQuery={setQuery}
      groups={[{ label: items.length === SHOWN ? `The first ${SHOWN} folders` : 'Folders', items }]}
      onClose={onClose}
    />
  )
}
