/** Giving results: shown at once; taken back, with a message, when the server refuses. */
import { client, queryClient, trpc } from '../../app/api.ts'
import { faultOf } from '../../app/fault.ts'
import type { StepStatus } from '../../ui/segmented-result.tsx'
import { statuses } from '../../ui/status.tsx'
import { toast } from '../../ui/toast.tsx'
import { refreshRun, showAtOnce } from './run-cases.ts'
import type { GivenResult, RunCase } from './types.ts'

const now = () => new Date().toISOString()

/** One result. Resolves to whether the server has it. */
export async function giveResult(
  runId: string,
  row: RunCase,
  result: GivenResult & { status: StepStatus },
  onRefused: { label: string; run: () => void },
): Promise<boolean> {
  const { status, durationMs = null } = result
  const takeBack = showAtOnce(runId, [row], { status, durationMs: durationMs ?? null, executedAt: now() })
  try {
    await client.results.execute.mutate({ runId, caseId: row.id, ...result })
  } catch (error) {
    takeBack()
    const { message, code } = faultOf(error)
    if (code === 'CONFLICT') void refreshRun()
    const kept = code === 'UNREACHABLE' ? '' : ' What you typed is kept.'
    toast({ status: 'FAILED', text: `C${row.number} has no result yet: ${message}${kept}`, action: onRefused })
    return false
  }
  void queryClient.invalidateQueries(trpc.results.pathFilter())
  return true
}

/** The same result for many: shown for all at once, sent a thousand at a time. */
export async function giveResults(runId: string, rows: readonly RunCase[], status: StepStatus) {
  const parts = Array.from({ length: Math.ceil(rows.length / 1000) }, (_, at) =>
    rows.slice(at * 1000, at * 1000 + 1000),
  )
  const shown = parts.map((some) => showAtOnce(runId, some, { status, durationMs: null, executedAt: now() }))
  const told = parts.length > 1 ? toast({ status: 'IN_PROGRESS', text: `Giving ${rows.length} results…` }) : undefined
  for (const [at, some] of parts.entries())
    try {
      await client.results.executeMany.mutate({ runId, results: some.map((row) => ({ caseId: row.id, status })) })
    } catch (error) {
      for (const takeBack of shown.slice(at)) takeBack()
      told?.()
      const { message } = faultOf(error)
      toast({ status: 'FAILED', text: `${at * 1000} of ${rows.length} got their result, then: ${message}` })
      return refreshRun()
    }
  told?.()
  toast({ status, text: `${statuses[status].label}: ${rows.length} ${rows.length === 1 ? 'case' : 'cases'}` })
  void queryClient.invalidateQueries(trpc.results.pathFilter())
  return refreshRun()
}
