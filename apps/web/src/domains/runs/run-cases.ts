/**
 * A run's cases: changed in every list at once, and each taken back alone when the server refuses it: results are given
 * faster than they are answered, so that what was there before is no longer what to go back to.
 */
import type { QueryFilters } from '@tanstack/react-query'
import { queryClient, trpc } from '../../app/api.ts'
import { inPages } from '../../app/at-once.ts'
import { eachPage, type Pages } from '../../app/pages.ts'
import { number } from '../../ui/number.ts'
import { moved } from './counts.ts'
import { progress } from './in-parts.ts'
import type { RunCase, RunCaseFilter } from './types.ts'

/** Every list of a run's cases that was read. */
export const runCaseLists = (runId: string) => trpc.runs.listCases.infiniteQueryFilter({ runId }) as QueryFilters

function changeLists(runId: string, change: (row: RunCase) => RunCase) {
  const inAll = inPages<RunCase>((rows) => rows.map(change))
  queryClient.setQueriesData<Pages<RunCase>>(runCaseLists(runId), (data) => data && inAll(data))
}

function changeCounts(runId: string, moves: readonly { from: RunCase['status']; to: RunCase['status'] }[]) {
  queryClient.setQueryData(
    trpc.runs.get.queryKey({ runId }),
    (run) => run && { ...run, counts: moved(run.counts, moves) },
  )
}

/** Shows a change at once; the answer takes it back, for all of these run cases or for some. */
export function showAtOnce(runId: string, rows: readonly RunCase[], change: Partial<RunCase>) {
  const before = new Map(rows.map((row) => [row.id, row]))
  const { status } = change
  changeLists(runId, (row) => (before.has(row.id) ? { ...row, ...change } : row))
  changeCounts(runId, status ? rows.map((row) => ({ from: row.status, to: status })) : [])
  return (some: readonly RunCase[] = rows) => {
    const back = new Set(some.map((row) => row.id))
    changeLists(runId, (row) => (back.has(row.id) ? (before.get(row.id) ?? row) : row))
    changeCounts(runId, status ? some.map((row) => ({ from: status, to: row.status })) : [])
  }
}

/** What others or the server changed: reads the run and its lists anew. */
export const refreshRun = () => queryClient.invalidateQueries(trpc.runs.pathFilter())

const TOLD = 2000

/** Every run case that a filter finds, telling how far it is: what is done with many takes their ids. */
export async function allRunCases(runId: string, filter: RunCaseFilter): Promise<RunCase[]> {
  const { say, end } = progress()
  const all: RunCase[] = []
  try {
    for await (const rows of eachPage(trpc.runs.listCases, { runId, ...filter })) {
      all.push(...rows)
      if (all.length % TOLD === 0) say(`Reading: ${number.format(all.length)} cases…`)
    }
  } finally {
    end()
  }
  return all
}
