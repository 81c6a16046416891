import { FolderOpen, Plus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { part } from '../../app/loaded.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useKeys } from '../../ui/keys.ts'
import { useFull, useNarrow } from '../../ui/narrow.ts'
import { number } from '../../ui/number.ts'
import { kinds, priorities } from './case-words.ts'
import { FilterField } from './filter-field.tsx'
import { isFiltered, noFilter, useCasesUrl } from './use-cases-url.ts'

const FilterPicker = part(() => import('./filter-picker.tsx'))

interface Props {
  /** Cases in the list, undefined until known; `isExact` false: at least so many. */
  count: number | undefined
  isExact: boolean
  /** Cases in the folder. */
  total: number | undefined
  /** Where the tree has no room: opens it. */
  onFolders: () => void
}

/** What the list is filtered by, and how many that leaves. */
export function FilterBar({ count, isExact, total, onFolders }: Props) {
  const { search, go } = useCasesUrl()
  const [picking, setPicking] = useState(false)
  const pick = () => setPicking(true)
  useKeys({ f: { label: 'Filter by…', run: pick } })
  const { priority, automation, tags } = search
  return (
    <div className="flex min-h-11 flex-none flex-wrap items-center gap-1.5 border-b border-line px-3 py-1.5">
      {!useFull() && (
        <Button size="small" kind="quiet" icon={FolderOpen} onClick={onFolders}>
          Folders
        </Button>
      )}
      {useNarrow() && (
        <span className="order-last w-full">
          <FilterField />
        </span>
      )}
      {priority?.length && (
        <Chip
          field="Priority"
          value={priority.map((level) => priorities[level]).join(', ')}
          onEdit={pick}
          onRemove={() => go({ priority: undefined })}
        />
      )}
      {automation?.length && (
        <Chip
          field="Kind"
          value={automation.map((kind) => kinds[kind].label).join(', ')}
          onEdit={pick}
          onRemove={() => go({ automation: undefined })}
        />
      )}
      {tags?.map((tag) => (
        <Chip
          key={tag}
          field="Tag"
          value={tag}
          onEdit={pick}
          onRemove={() => go({ tags: tags.length > 1 ? tags.filter((one) => one !== tag) : undefined })}
        />
      ))}
      <Button size="small" kind="quiet" icon={Plus} keys="f" onClick={pick}>
        Filter
      </Button>
      {isFiltered(search) && (
        <Button size="small" kind="quiet" onClick={() => go(noFilter)}>
          Clear
        </Button>
      )}
      <span className="ml-auto text-12 text-text-3" role="status">
        {count !== undefined && countText(count, isExact, isFiltered(search) ? total : undefined)}
      </span>
      {picking && (
        <Suspense>
          <FilterPicker onClose={() => setPicking(false)} />
        </Suspense>
      )}
    </div>
  )
}

function countText(count: number, isExact: boolean, of: number | undefined) {
  const shown = `${number.format(count)}${isExact ? '' : '+'}`
  const noun = (of ?? count) === 1 ? 'case' : 'cases'
  return of === undefined ? `${shown} ${noun}` : `${shown} of ${number.format(of)} ${noun}`
}
