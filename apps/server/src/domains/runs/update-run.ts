import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { change, lockLiving } from '../../platform/database/entities.ts'
import { milestones } from '../milestones/tables.ts'
import { lockPlan } from '../plans/queries.ts'
import { mustBeOpen } from '../plans/rules.ts'
import { readRun } from './queries.ts'
import { runs } from './tables.ts'

export const updateRun: Handler<typeof operations.update> = async ({ input, actor, tx, record }) => {
  const { runId: id, expectedVersion, ...changes } = input
  // Before the run's own row, as the deletions of milestones and plans take them.
  if (changes.milestoneId) await lockLiving(tx, milestones, changes.milestoneId, 'milestoneId')
  const plan = changes.planId ? await lockPlan(tx, changes.planId) : null
  const { before, after } = await change(
    tx,
    runs,
    {
      id,
      changes,
      expectedVersion,
      check: async ({ status, planId }) => {
        if (plan && changes.planId !== planId) mustBeOpen(plan)
        if (!changes.status || changes.status === status) return undefined
        actor.must('runs', 'close')
        return { completedAt: changes.status === 'COMPLETED' ? (sql`now()` as never) : null }
      },
    },
    actor,
  )
  record.updated('run', before, after)
  if (after.status === 'COMPLETED' && before.status !== 'COMPLETED') {
    const { projectId, name, status, passed, failed, blocked, skipped } = after
    record.event('test_run.completed', { id, projectId, name, status, results: { passed, failed, blocked, skipped } })
  }
  return readRun(tx, id)
}
