import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import { sql } from 'drizzle-orm'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { change, lockLiving } from '../../platform/database/entities.ts'
import { readUploads } from '../attachments/queries.ts'
import { changeAttachments } from '../attachments/writes.ts'
import { milestones } from '../milestones/tables.ts'
import { lockPlan } from '../plans/queries.ts'
import { mustBeOpen } from '../plans/rules.ts'
import { readRun } from './queries.ts'
import { runs } from './tables.ts'

export const updateRun: Handler<typeof operations.update> = prepared(
  ({ input, platform }) => readUploads(platform.storage, input.attachments),
  async ({ input, actor, tx, record, prepared: uploads }) => {
    const { runId: id, expectedVersion, attachments: given, ...changes } = input
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
    if (given) {
      const { had, has } = await changeAttachments({ tx, actor, record, uploads }, { at: 'run_id', id, given })
      Object.assign(before, { attachments: had })
      Object.assign(after, { attachments: has })
    }
    record.updated('run', before, after)
    if (after.status === 'COMPLETED' && before.status !== 'COMPLETED') {
      const { projectId, name, status, passed, failed, blocked, skipped } = after
      record.event('test_run.completed', { id, projectId, name, status, results: { passed, failed, blocked, skipped } })
    }
    return readRun(tx, id)
  },
)
