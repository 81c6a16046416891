import { queryClient } from '../../app/api.ts'
import { router } from '../../app/routes.tsx'
import { toast } from '../../ui/toast.tsx'
import type { ImportJob } from './jobs.ts'
import { isNothing } from './summary.ts'

/** An import ended: what was read before it is stale, and whoever went to another page is told. */
export function announce({ projectId, into, summary, fault }: ImportJob) {
  void queryClient.invalidateQueries()
  if (router.state.location.pathname.endsWith('/imports')) return
  const toImports = () => void router.navigate({ to: '/projects/$projectId/imports', params: { projectId } })
  if (!summary) {
    const text = `${into.runName} was not imported: ${fault?.title.toLowerCase() ?? 'it ended early'}.`
    return toast({ status: 'FAILED', text, action: { label: 'Look', run: toImports } })
  }
  if (isNothing(summary))
    return toast({
      status: 'BLOCKED',
      text: `Nothing was imported for ${into.runName}: there was no test to take.`,
      action: { label: 'Look', run: toImports },
    })
  const faults = summary.files.filter((file) => file.fault).length
  const { testRunId: runId } = summary
  const open = () => void router.navigate({ to: '/projects/$projectId/runs/$runId', params: { projectId, runId } })
  return toast({
    status: faults > 0 ? 'BLOCKED' : 'PASSED',
    text: `${into.runName} is imported: ${summary.passed} passed, ${summary.failed} failed${faults > 0 ? `, ${faults} of ${summary.files.length} files cut short` : ''}.`,
    action: faults > 0 ? { label: 'Look', run: toImports } : { label: 'Open the run', run: open },
  })
}
