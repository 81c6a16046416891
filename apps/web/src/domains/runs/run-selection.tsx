/** What is done with the run cases that are selected: a result for all, somebody for all, away with them. */
import { Trash2, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { client } from '../../app/api.ts'
import { faultOf } from '../../app/fault.ts'
import { BulkBar } from '../../ui/bulk-bar.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { useKeys } from '../../ui/keys.ts'
import { resultKeys, results, resultWords } from '../../ui/result-buttons.tsx'
import type { StepStatus } from '../../ui/segmented-result.tsx'
import { StatusGlyph } from '../../ui/status.tsx'
import { toast } from '../../ui/toast.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { giveResults } from './give-results.ts'
import { allRunCases, refreshRun, showAtOnce } from './run-cases.ts'
import type { RunCase, RunCaseFilter } from './types.ts'

interface Props {
  projectId: string
  runId: string
  filter: RunCaseFilter
  active: boolean
  rows: readonly RunCase[]
  total: number
  selected: ReadonlySet<string>
  onSelect: (ids: ReadonlySet<string>) => void
}

export function RunSelection(props: Props) {
  return props.selected.size > 0 && props.active ? <Selection {...props} /> : null
}

function Selection({ projectId, runId, filter, rows, total, selected, onSelect }: Props) {
  const [dialog, setDialog] = useState<'assign' | 'remove'>()
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
  const give = (status: StepStatus) => {
    clear()
    void giveResults(runId, chosen, status)
  }
  const assign = async (assignedTo: string | null) => {
    setDialog(undefined)
    clear()
    const takeBack = showAtOnce(runId, chosen, { assignedTo })
    try {
      for (let at = 0; at < chosen.length; at += 10_000)
        await client.runs.assignCases.mutate({
          runId,
          ids: chosen.slice(at, at + 10_000).map((row) => row.id),
          assignedTo,
        })
    } catch (error) {
      takeBack()
      toast({ status: 'FAILED', text: `Not assigned: ${faultOf(error).message}` })
    }
  }
  const remove = async () => {
    setDialog(undefined)
    clear()
    try {
      await client.runs.removeCases.mutate({ runId, ids: chosen.map((row) => row.id) })
      toast({ text: `${chosen.length} ${chosen.length === 1 ? 'case' : 'cases'} removed from the run` })
    } catch (error) {
      toast({ status: 'FAILED', text: `Not removed: ${faultOf(error).message}` })
    }
    void refreshRun()
  }
  useKeys({
    a: { label: 'Assign what is selected', hint: 'assign', run: () => setDialog('assign') },
    ...Object.fromEntries(
      results.map((status) => [
        resultKeys[status],
        { label: `${resultWords[status]} what is selected`, run: () => give(status) },
      ]),
    ),
  })
  return (
    <>
      <BulkBar count={selected.size} total={total} onAll={selectAll} onClear={clear}>
        {results.map((status) => (
          <Button key={status} kind="quiet" keys={resultKeys[status]} onClick={() => give(status)}>
            <span className="flex items-center gap-1.5">
              <StatusGlyph status={status} silent />
              {resultWords[status]}
            </span>
          </Button>
        ))}
        <Button kind="quiet" icon={UserPlus} keys="a" onClick={() => setDialog('assign')}>
          Assign
        </Button>
        <IconButton label="Remove from the run" icon={Trash2} onClick={() => setDialog('remove')} />
      </BulkBar>
      {dialog === 'assign' && (
        <AssignDialog
          projectId={projectId}
          count={chosen.length}
          onAssign={assign}
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
