import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { mustReadProject } from '../members/rules.ts'
import { lockRun, namedIn, someNamed, unknownPlaces } from './queries.ts'
import { mustBeActive, mustHold } from './rules.ts'

interface Row extends Record<string, unknown> {
  assigned: number
  /** Of them those who were another's before. */
  changed: number
  runCaseIds: string[]
  unknown: number[]
}

export const assignCases: Handler<typeof operations.assignCases> = async ({ input, tx, record }) => {
  const { runId, assignedTo } = input
  const run = await lockRun(tx, runId)
  if (assignedTo) await mustReadProject(tx, run.projectId, [{ userId: assignedTo, field: 'assignedTo' }])
  const [row] = await tx.execute<Row>(sql`
    with ${namedIn(runId, input)}, changed as (
      update run_cases rc set assigned_to = ${assignedTo}::uuid from named
       where rc.id = named.id and rc.assigned_to is distinct from ${assignedTo}::uuid
      returning rc.id
    )
    select (select count(*)::int from named) as assigned, (select count(*)::int from changed) as changed,
           ${someNamed} as "runCaseIds", ${unknownPlaces} as unknown`)
  const { assigned, changed, runCaseIds, unknown } = row as Row
  mustHold(unknown)
  mustBeActive(run)
  record.did('run', run, { assignedTo, assigned, runCaseIds })
  if (assignedTo && changed) {
    const { id, projectId } = run
    record.event('test_run.assigned', { id, projectId, assigned: [{ userId: assignedTo, count: changed }] })
  }
  return { assigned }
}
