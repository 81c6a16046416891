/** Giving results: shown at once; taken back, with a message, when the server refuses. */
import { client, queryClient, trpc } from '../../app/api.ts'
import { faultOf } from '../../app/fault.ts'
import { tellFault } from '../../app/tell-fault.ts'
import type { StepStatus } from '../../ui/segmented-result.tsx'
import { statuses } from '../../ui/status.tsx'
import { toast } from '../../ui/toast.tsx'
import { inParts } from './in-parts.ts'
import { refreshRun, showAtOnce } from './run-cases.ts'
import type { GivenResult, RunCase } from './types.ts'
import { sendResult } from './unsent-results.ts'

const now = () => new Date().toISOString()

/** One result; where the server does not answer, it is kept and sent later. Resolves to whether the server has it. */
export async function giveResult(
  runId: string,
  row: RunCase,
  result: GivenResult & { status: StepStatus },
  goBack: () => void,
): Promise<boolean> {
  const { status, durationMs = null } = result
  tellGiven(row, result, goBack, 'recorded')
  const takeBack = showAtOnce(runId, [row], { status, durationMs: durationMs ?? null, executedAt: now() })
  const toSend = { runId, caseId: row.id, number: row.number, result }
  const { error } = await sendResult(toSend, () => tellGiven(row, result, goBack, 'kept, not recorded yet'))
  if (error) {
    takeBack()
    endTold()
    const { message, code } = faultOf(error)
    if (code === 'CONFLICT') void refreshRun()
    const text = `C${row.number} has no result yet: ${message} What you typed is kept.`
    toast({ status: 'FAILED', text, action: { label: 'Open it', run: goBack } })
    return false
  }
  void queryClient.invalidateQueries(trpc.results.pathFilter())
  return true
}

let endTold = () => {}
/** Nobody executes any more. */
export const endTelling = () => endTold()

/** Says what was just recorded, in the place of what was said before; going back, one can record a corrected one. */
function tellGiven(
  row: RunCase,
  { status, notes }: GivenResult & { status: StepStatus },
  goBack: () => void,
  how: string,
) {
  endTold()
  const lacksNote = !notes && (status === 'FAILED' || status === 'BLOCKED')
  endTold = toast({
    stays: true,
    text: `C${row.number} ${how}: ${statuses[status].label}`,
    action: { label: lacksNote ? 'Add a note' : 'Go back', keys: 'u', run: goBack },
  })
}

/** So many results the server takes at once. */
const RESULTS = 1000

/** The same result for many: shown for all at once. */
export async function giveResults(runId: string, rows: readonly RunCase[], status: StepStatus) {
  const takeBack = showAtOnce(runId, rows, { status, durationMs: null, executedAt: now() })
  const { done, error } = await inParts(rows, RESULTS, 'Giving results', (some) =>
    client.results.executeMany.mutate({ runId, results: some.map((row) => ({ caseId: row.id, status })) }),
  )
  void queryClient.invalidateQueries(trpc.results.pathFilter())
  if (error) {
    takeBack(rows.slice(done))
    tellFault(`${done} of ${rows.length} got their result, then`, error)
  } else
    toast({ text: `${rows.length} ${rows.length === 1 ? 'result' : 'results'} recorded: ${statuses[status].label}` })
  return refreshRun()
}
