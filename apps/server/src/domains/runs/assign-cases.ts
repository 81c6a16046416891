import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { anyOf, idsOf } from '../../platform/database/ids.ts'
import { mustReadProject } from '../members/rules.ts'
import { lockRun } from './queries.ts'
import { mustBeActive, mustHold } from './rules.ts'

export const assignCases: Handler<typeof operations.assignCases> = async ({ input, tx, record }) => {
  const { runId, ids, assignedTo } = input
  const run = await lockRun(tx, runId)
  if (assignedTo) await mustReadProject(tx, run.projectId, [{ userId: assignedTo, field: 'assignedTo' }])
  const assigned = await tx.execute<{ id: string }>(sql`
    update run_cases set assigned_to = ${assignedTo}::uuid
     where run_id = ${runId} and id = ${anyOf(ids)} returning id`)
  mustHold(ids, assigned)
  mustBeActive(run)
  record.did('run', run, { assignedTo, assigned: assigned.length, runCaseIds: idsOf(assigned) })
  if (assignedTo) {
    const { id, projectId } = run
    record.event('test_run.assigned', { id, projectId, assigned: [{ userId: assignedTo, count: assigned.length }] })
  }
  return { assigned: assigned.length }
}
