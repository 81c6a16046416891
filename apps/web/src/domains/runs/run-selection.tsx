/** What is done with the run cases that are selected: a result for all, somebody for all, away with them. */
import { Trash2, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../app/access.ts'
import { client } from '../../app/api.ts'
import { faultOf } from '../../app/fault.ts'
import { tellFault } from '../../app/tell-fault.ts'
import { BulkBar } from '../../ui/bulk-bar.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { useKeys } from '../../ui/keys.ts'
import { number } from '../../ui/number.ts'
import { resultKeys, results, resultWords } from '../../ui/result-buttons.tsx'
import type { StepStatus } from '../../ui/segmented-result.tsx'
import { StatusGlyph } from '../../ui/status.tsx'
import { toast } from '../../ui/toast.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { giveResults } from './give-results.ts'
import { inParts, PART } from './in-parts.ts'
import { isOpen } from './queue.ts'
import { allRunCases, refreshRun, showAtOnce } from './run-cases.ts'
import type { RunCase, RunCaseFilter } from './types.ts'

interface Props {
  projectId: string
  runId: string
  filter: RunCaseFilter
  active: boolean
  rows: readonly RunCase[]
  total: number
  isExact: boolean
  selected: ReadonlySet<string>
  onSelect: (ids: ReadonlySet<string>) => void
}

export function RunSelection(props: Props) {
  return props.selected.size > 0 && props.active ? <Selection {...props} /> : null
}

function Selection({ projectId, runId, filter, rows, total, isExact, selected, onSelect }: Props) {
  const [dialog, setDialog] = useState<'assign' | 'remove' | StepStatus>()
  const [all, setAll] = useState<RunCase[]>([])
  const chosen = (all.length > 0 ? all : rows).filter((row) => selected.has(row.id))
  const clear = () => onSelect(new Set())
  const selectAll = async () => {
    try {
      const every = await allRunCases(runId, filter)
      setAll(every)
      onSelect(new Set(every.map((row) => row.id)))
    } catch (error) {
      toast({ status: 'FAILED', text: faultOf(error).message })
    }
  }
  const hasResult = chosen.filter((row) => !isOpen(row)).length
  const ask = (status: StepStatus) => (hasResult > 0 ? setDialog(status) : give(status))
  const give = (status: StepStatus) => {
    setDialog(undefined)
    clear()
    void giveResults(runId, chosen, status)
  }
  const assign = async (assignedTo: string | null) => {
    setDialog(undefined)
    clear()
    const takeBack = showAtOnce(runId, chosen, { assignedTo })
    const { done, error } = await inParts(chosen, PART, 'Assigning', (some) =>
      client.runs.assignCases.mutate({ runId, ids: some.map((row) => row.id), assignedTo }),
    )
    if (!error) return
    takeBack(chosen.slice(done))
    tellFault(`${done} of ${chosen.length} assigned, then`, error)
  }
  const remove = async () => {
    setDialog(undefined)
    clear()
    const { done, error } = await inParts(chosen, PART, 'Removing', (some) =>
      client.runs.removeCases.mutate({ runId, ids: some.map((row) => row.id) }),
    )
    if (error) tellFault(`${done} of ${chosen.length} removed, then`, error)
    else toast({ text: `${done} ${done === 1 ? 'case' : 'cases'} removed from the run` })
    void refreshRun()
  }
  const may = useMay(projectId)
  const mayAssign = may('runs', 'write')
  /** What has results takes them along. */
  const mayRemove = mayAssign && (may('results', 'delete') || chosen.every(isOpen))
  const given = may('results', 'write') ? results : []
  useKeys({
    ...(mayAssign && { a: { label: 'Assign what is selected', hint: 'assign', run: () => setDialog('assign') } }),
    ...Object.fromEntries(
      given.map((status) => [
        resultKeys[status],
        { label: `${resultWords[status]} what is selected`, run: () => ask(status) },
      ]),
    ),
  })
  return (
    <>
      <BulkBar count={selected.size} total={total} isExact={isExact} onAll={selectAll} onClear={clear}>
        {given.map((status) => (
          <Button key={status} kind="quiet" keys={resultKeys[status]} onClick={() => ask(status)}>
            <span className="flex items-center gap-1.5">
              <StatusGlyph status={status} silent />
              {resultWords[status]}
            </span>
          </Button>
        ))}
        {mayAssign && (
          <Button kind="quiet" icon={UserPlus} keys="a" onClick={() => setDialog('assign')}>
            Assign
          </Button>
        )}
        {mayRemove && <IconButton label="Remove from the run" icon={Trash2} onClick={() => setDialog('remove')} />}
      </BulkBar>
      {dialog === 'assign' && (
        <AssignDialog
          projectId={projectId}
          count={chosen.length}
          onAssign={assign}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog && dialog in resultWords && (
        <ConfirmDialog
          title={`${resultWords[dialog as StepStatus]} ${casesText(chosen.length)}?`}
          text={`${casesText(chosen.length)}, ${number.format(hasResult)} of them ${hasResult === 1 ? 'has' : 'have'} a result already: this one counts in its place, and the history keeps both.`}
          confirm={`${resultWords[dialog as StepStatus]} ${casesText(chosen.length)}`}
          onConfirm={() => give(dialog as StepStatus)}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'remove' && (
        <ConfirmDialog
          title={`Remove ${chosen.length} ${chosen.length === 1 ? 'case' : 'cases'} from the run?`}
          text="Their results in this run go with them. The cases stay in the repository."
          confirm="Remove"
          danger
          onConfirm={remove}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  )
}

const casesText = (count: number) => `${number.format(count)} ${count === 1 ? 'case' : 'cases'}`
