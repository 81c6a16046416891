import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Check, Tag as TagIcon } from 'lucide-react'
import { useState } from 'react'
import { trpc } from '../../app/api.ts'
import Palette, { matchWords } from '../../ui/palette.tsx'
import { Priority } from '../../ui/priority.tsx'
import { kindList, kinds, priorities, priorityList } from './case-words.ts'
import { useCasesUrl } from './use-cases-url.ts'

const toggled = <T,>(list: readonly T[] | undefined, one: T): T[] | undefined => {
  const next = list?.includes(one) ? list.filter((other) => other !== one) : [...(list ?? []), one]
  return next.length > 0 ? next : undefined
}
const on = (is: boolean | undefined) => (is ? { meta: 'on' } : {})

/** Finds what to filter by: priorities, kinds, the project's tags. Choosing what is on takes it off. */
export default function FilterPicker({ onClose }: { onClose: () => void }) {
  const { projectId, search, go } = useCasesUrl()
  const [query, setQuery] = useState('')
  const tags = useQuery(
    trpc.tags.list.queryOptions({ projectId, search: query, limit: 50 }, { placeholderData: keepPreviousData }),
  )
  const priorityItems = priorityList.map((level) => ({
    id: `priority ${level}`,
    label: `Priority: ${priorities[level]}`,
    icon: <Priority level={level} />,
    ...on(search.priority?.includes(level)),
    onRun: () => go({ priority: toggled(search.priority, level) }),
  }))
  const kindItems = kindList.map((kind) => {
    const { label, icon: Icon } = kinds[kind]
    return {
      id: `kind ${kind}`,
      label: `Kind: ${label}`,
      icon: <Icon className="i" />,
      ...on(search.automation?.includes(kind)),
      onRun: () => go({ automation: toggled(search.automation, kind) }),
    }
  })
  const tagItems = (tags.data?.data ?? []).map((tag) => {
    const isOn = search.tags?.includes(tag.name)
    return {
      id: `tag ${tag.id}`,
      label: tag.name,
      icon: isOn ? <Check className="i" /> : <TagIcon className="i" />,
      meta: isOn ? 'on' : `${tag.caseCount}`,
      onRun: () => go({ tags: toggled(search.tags, tag.name) }),
    }
  })
  return (
    <Palette
      label="Filter the cases"
      hint="Filter by priority, kind, tag…"
      query={query}
      onQuery={setQuery}
      busy={tags.isFetching}
      groups={[
        { label: 'Priority', items: priorityItems.filter((item) => matchWords(item.label, query)) },
        { label: 'Kind', items: kindItems.filter((item) => matchWords(item.label, query)) },
        { label: 'Tags', items: tagItems },
      ]}
      onClose={onClose}
    />
  )
}
