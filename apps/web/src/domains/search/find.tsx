/** ⌘K: finds projects, runs and cases, and does things. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Boxes, FileText, Play } from 'lucide-react'
import { useState } from 'react'
import { trpc } from '../../app/api.ts'
import { useLate } from '../../ui/late.ts'
import Palette, { matchWords, type PaletteItem } from '../../ui/palette.tsx'
import { useDoings } from './doings.tsx'
import { type Found, recentFinds, rememberFind } from './recent.ts'

const icons = { projects: Boxes, test_runs: Play, repository_cases: FileText }
const groups = [
  { type: 'repository_cases', label: 'Cases' },
  { type: 'test_runs', label: 'Runs' },
  { type: 'projects', label: 'Projects' },
] as const

export default function Find({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState('')
  const q = useLate(query.trim(), 120)
  const { projectId } = useParams({ strict: false })
  const found = useQuery(
    trpc.search.names.queryOptions(
      { q, ...(projectId && { projectId }) },
      { enabled: q !== '', placeholderData: keepPreviousData },
    ),
  )
  const open = useOpen()
  const itemOf = (one: Found): PaletteItem => {
    const Icon = icons[one.type]
    return {
      id: one.id,
      label: one.title,
      meta: [one.number && `C${one.number}`, one.type !== 'projects' && one.projectName].filter(Boolean).join(' · '),
      icon: <Icon className="i" />,
      onRun: () => open(one),
    }
  }
  const results = query.trim() ? (found.data?.results ?? []) : []
  const doings = useDoings().filter(({ label }) => matchWords(label, query))
  return (
    <Palette
      query={query}
      onQuery={setQuery}
      busy={found.isFetching || q !== query.trim()}
      onClose={onClose}
      groups={[
        { label: 'Recent', items: query.trim() ? [] : recentFinds().map(itemOf) },
        ...groups.map(({ type, label }) => ({
          label,
          items: results.filter((one) => one.type === type).map(itemOf),
        })),
        { label: 'Do', items: doings },
      ]}
    />
  )
}

function useOpen() {
  const navigate = useNavigate()
  return (found: Found) => {
    rememberFind(found)
    const { type, id, projectId } = found
    if (type === 'projects') void navigate({ to: '/projects/$projectId', params: { projectId: id } })
    else if (type === 'test_runs')
      void navigate({ to: '/projects/$projectId/runs/$runId', params: { projectId, runId: id } })
    else void navigate({ to: '/projects/$projectId/cases', params: { projectId }, search: { case: id } })
  }
}
