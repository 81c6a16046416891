import { FileQuestion, FileText, Play, Plus, SearchX } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../app/access.ts'
import { queryClient } from '../../app/api.ts'
import { Fault } from '../../app/fault-state.tsx'
import { BulkBar } from '../../ui/bulk-bar.tsx'
import { Button } from '../../ui/button.tsx'
import { useKeys } from '../../ui/keys.ts'
import { EmptyState } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { CreateRunDialog } from '../runs/create-run-dialog.tsx'
import { allColumns, fewColumns } from './case-columns.tsx'
import type { CaseList } from './case-list.ts'
import { caseQuery } from './case-panel.tsx'
import { BY_NUMBER, type CaseSort, filterOf, isFiltered, noFilter, useCasesUrl } from './use-cases-url.ts'
import { whenResting } from './when-resting.ts'

interface Props {
  list: CaseList
  /** undefined: the reader may not write cases. */
  onNew: (() => void) | undefined
  /** There is no such folder any more. */
  isGone: boolean
}

/** The list, what is chosen in it, and what can be done with that. */
export function CaseTable({ list, onNew, isGone }: Props) {
  const { projectId, search, go } = useCasesUrl()
  const mayPlan = useMay(projectId)('runs', 'write')
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [isAll, setAll] = useState(false)
  const [planning, setPlanning] = useState(false)
  const selected = isAll ? new Set(list.loaded()) : picked
  const select = (ids: ReadonlySet<string>) => {
    setAll(false)
    setPicked(ids)
  }
  const count = isAll ? (list.count ?? 0) : picked.size
  const sort = search.sort ?? BY_NUMBER
  if (list.error && list.count === undefined)
    return (
      <div className="grid flex-1 place-content-center">
        <Fault title="The cases did not arrive" of={{ error: list.error, refetch: list.retry }} />
      </div>
    )
  return (
    <>
      <Table
        label="Cases"
        count={list.count ?? 0}
        loading={list.count === undefined}
        rowAt={list.rowAt}
        rowId={(one) => one.id}
        columns={search.case ? fewColumns : allColumns}
        open={search.case}
        openAt={search.case ? list.placeOf(search.case) : -1}
        onOpen={(one) => go({ case: one.id }, search.case !== undefined)}
        onHover={(one) =>
          whenResting(() => void queryClient.prefetchQuery({ ...caseQuery(one.id), staleTime: 10_000 }))
        }
        selected={selected}
        {...(mayPlan && { onSelect: select })}
        sort={{ key: sort.replace('-', ''), dir: sort.startsWith('-') ? 'desc' : 'asc' }}
        onSort={({ key, dir }) => {
          const next = `${dir === 'desc' ? '-' : ''}${key}` as CaseSort
          go({ sort: next === BY_NUMBER ? undefined : next })
        }}
        onRange={list.onRange}
        empty={
          isGone ? (
            <NoFolder onAll={() => go({ folder: undefined })} />
          ) : isFiltered(search) ? (
            <NoHits onClear={() => go(noFilter)} />
          ) : (
            <NoCases onNew={onNew} />
          )
        }
      />
      <BulkBar count={count} total={list.count ?? 0} onAll={() => setAll(true)} onClear={() => select(new Set())}>
        <Plan onPlan={() => setPlanning(true)} />
      </BulkBar>
      {planning && (
        <CreateRunDialog
          projectId={projectId}
          chosen={{
            which: isAll ? { filter: filterOf(search) } : { ids: [...picked] },
            count,
            onDone: () => select(new Set()),
          }}
          onClose={() => setPlanning(false)}
        />
      )}
    </>
  )
}

function Plan({ onPlan }: { onPlan: () => void }) {
  useKeys({ r: { label: 'New run of the selection', hint: 'new run', run: onPlan } })
  return (
    <Button kind="quiet" icon={Play} keys="r" onClick={onPlan}>
      New run
    </Button>
  )
}

const NoHits = ({ onClear }: { onClear: () => void }) => (
  <EmptyState
    icon={SearchX}
    title="No case with this filter"
    text="The words are looked for in titles, descriptions, steps and tags; a number finds its case."
    action={<Button onClick={onClear}>Clear the filter</Button>}
  />
)

const NoFolder = ({ onAll }: { onAll: () => void }) => (
  <EmptyState
    icon={FileQuestion}
    title="This folder is not there any more"
    text="It was deleted, with what was in it, or the address is of another project."
    action={<Button onClick={onAll}>All cases</Button>}
  />
)

const NoCases = ({ onNew }: Pick<Props, 'onNew'>) => (
  <EmptyState
    icon={FileText}
    title="No cases yet"
    text={`A test case says what to do and what should then be seen.${onNew ? ' Write one, or paste its steps from a spreadsheet.' : ''}`}
    action={
      onNew && (
        <Button icon={Plus} keys="c" onClick={onNew}>
          New case
        </Button>
      )
    }
  />
)
