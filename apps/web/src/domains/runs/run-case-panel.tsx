/** A run case beside the list: its steps, and what was seen each time. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileQuestion } from 'lucide-react'
import { trpc } from '../../app/api.ts'
import { Fault } from '../../app/fault-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Priority } from '../../ui/priority.tsx'
import { PropertyList } from '../../ui/property-list.tsx'
import { EmptyState, Skeleton } from '../../ui/states.tsx'
import { StatusText } from '../../ui/status.tsx'
import { CaseText } from '../cases/case-text.tsx'
import { pathText, useFolders } from '../folders/folders.ts'
import { nameOf, useConfigurations, usePeople } from './names.ts'
import { ResultHistory } from './result-history.tsx'
import type { useRunCase } from './run-case.ts'
import type { RunCase } from './types.ts'

interface Props {
  projectId: string
  runId: string
  id: string
  found: Pick<ReturnType<typeof useRunCase>, 'row' | 'missing' | 'error' | 'refetch'>
  onClose: () => void
}

export function RunCasePanel({ projectId, runId, id, found, onClose }: Props) {
  const { row, missing, error, refetch } = found
  const folders = useFolders(projectId)
  const people = usePeople(projectId)
  const configurations = useConfigurations(projectId)
  if (!row)
    return (
      <Panel label="Case" head="" onClose={onClose}>
        {missing ? (
          <EmptyState
            icon={FileQuestion}
            title="This case is not in the run"
            text="It was taken out of it, with its results, or the address is of another run."
          />
        ) : error ? (
          <Fault title="The case did not arrive" of={{ error, refetch }} />
        ) : (
          <Skeleton lines={6} />
        )}
      </Panel>
    )
  return (
    <Panel
      label={row.title}
      head={
        <>
          <Link
            className="link num mr-2 inline-flex"
            to="/projects/$projectId/cases"
            params={{ projectId }}
            search={{ folder: row.folderId, case: row.repositoryCaseId }}
          >
            C{row.number}
          </Link>
          {folders && pathText(folders, row.folderId)}
        </>
      }
      onClose={onClose}
    >
      <h2>{row.title}</h2>
      <PropertyList
        items={[
          ['Status', <StatusText key="s" status={row.status} />],
          ['Priority', row.priority ? <Priority key="p" level={row.priority} named /> : 'None'],
          ['Assignee', row.assignedTo ? (nameOf(people, row.assignedTo) ?? 'Somebody') : 'Nobody'],
          ...(row.configurationId ? [['On', nameOf(configurations, row.configurationId)] as const] : []),
        ]}
      />
      <Steps row={row} />
      <ResultHistory projectId={projectId} runId={runId} runCaseId={id} />
    </Panel>
  )
}

function Steps({ row }: { row: RunCase }) {
  const details = useQuery(trpc.cases.get.queryOptions({ caseId: row.repositoryCaseId }, { enabled: !row.caseDeleted }))
  if (row.caseDeleted)
    return <p className="mt-4 text-text-2">The case was deleted from the repository. Its results stay here.</p>
  if (details.isError) return <Fault title="The steps did not arrive" of={details} />
  if (details.isPending) return <Skeleton lines={3} />
  return <CaseText one={details.data} />
}
