import { Link } from '@tanstack/react-router'
import { ListPlus, Plus } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { queryClient, trpc } from '../../app/api.ts'
import type { usePages } from '../../app/pages.ts'
import { Bar } from '../../ui/bar.tsx'
import { Button } from '../../ui/button.tsx'
import { number } from '../../ui/number.ts'
import { EmptyState } from '../../ui/states.tsx'
import { StatusText } from '../../ui/status.tsx'
import { type GroupRow, Table } from '../../ui/table.tsx'
import { pathText, useFolders } from '../folders/folders.ts'
import { figuresOf } from './counts.ts'
import { usePeople } from './names.ts'
import { runCaseColumns } from './run-case-columns.tsx'
import { isHeading, linesOf } from './run-lines.ts'
import type { RunCase } from './types.ts'

interface Props {
  projectId: string
  runId: string
  cases: ReturnType<typeof usePages<RunCase>>
  /** The run itself holds none. */
  isEmpty: boolean
  /** undefined: no cases can be added. */
  onAdd: (() => void) | undefined
  /** Filtered by status: a folder's bar would say nothing. */
  narrowed: boolean
  open: string | undefined
  onOpen: (row: RunCase) => void
  selected: ReadonlySet<string>
  /** undefined: nothing can be done with what is selected. */
  onSelect: ((ids: ReadonlySet<string>) => void) | undefined
}

export function RunCasesTable({
  projectId,
  runId,
  cases,
  isEmpty,
  onAdd,
  narrowed,
  open,
  onOpen,
  selected,
  onSelect,
}: Props) {
  const { rows, count, more } = cases
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const folders = useFolders(projectId)
  const people = usePeople(projectId)
  const columns = useMemo(() => runCaseColumns(people), [people])
  const lines = useMemo(() => linesOf(rows, folded), [rows, folded])
  const pathOf = (id: string) => {
    if (!folders) return '…'
    return folders.byId.has(id) ? pathText(folders, id) : 'A folder that is gone'
  }
  const fold = (id: string) => setFolded((was) => (was.has(id) ? was.difference(new Set([id])) : new Set([...was, id])))
  const loaded = lines.length
  const load = useCallback(
    (_: number, last: number) => {
      if (last >= loaded - 1) more()
    },
    [loaded, more],
  )
  const groupAt = (index: number): GroupRow | undefined => {
    const line = lines[index]
    if (!isHeading(line)) return undefined
    const { done } = figuresOf(line.counts)
    /** The rest of its cases was not read yet: what is counted here would say less than there is. */
    const isCut = cases.hasMore && line.folderId === rows.at(-1)?.folderId
    const isWhole = !narrowed && !isCut
    return {
      id: line.folderId,
      open: !folded.has(line.folderId),
      onToggle: () => fold(line.folderId),
      label: (
        <>
          <b className="cut">{pathOf(line.folderId)}</b>
          {isWhole && <Bar height={4} counts={line.counts} />}
          <span className="text-12 text-text-3">
            {isCut
              ? `${number.format(line.size)} loaded`
              : narrowed
                ? number.format(line.size)
                : `${number.format(done)} of ${number.format(line.size)}`}
          </span>
          {isWhole &&
            (['FAILED', 'BLOCKED'] as const).map(
              (status) =>
                (line.counts[status] ?? 0) > 0 && (
                  <span key={status} className="text-12">
                    <StatusText status={status}>{line.counts[status]}</StatusText>
                  </span>
                ),
            )}
        </>
      ),
    }
  }
  return (
    <Table
      label="Cases of the run"
      count={loaded + count - rows.length}
      rowAt={(index) => {
        const line = lines[index]
        return isHeading(line) ? undefined : line
      }}
      groupAt={groupAt}
      rowId={(row) => row.id}
      columns={columns}
      open={open}
      onOpen={onOpen}
      onHover={(row) => {
        queryClient.prefetchQuery(trpc.cases.get.queryOptions({ caseId: row.repositoryCaseId }))
        queryClient.prefetchQuery(trpc.results.list.queryOptions({ runId, caseId: row.id }))
      }}
      selected={selected}
      {...(onSelect && { onSelect })}
      onRange={load}
      loading={cases.loading}
      empty={
        isEmpty ? (
          <EmptyState
            icon={ListPlus}
            title="The run holds no cases yet"
            text={`A run is executed case by case.${onAdd ? ' Add some by folder, tag or word.' : ''}`}
            action={
              onAdd && (
                <Button kind="primary" icon={Plus} onClick={onAdd}>
                  Add cases
                </Button>
              )
            }
          />
        ) : (
          <EmptyState
            title="No cases with this filter"
            text="The run holds others."
            link={
              <Link className="link" to="/projects/$projectId/runs/$runId" params={{ projectId, runId }} search={{}}>
                Clear the filter
              </Link>
            }
          />
        )
      }
    />
  )
}
