import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { insert, lockLiving } from '../../platform/database/entities.ts'
import { readUploads } from '../attachments/queries.ts'
import { attach } from '../attachments/writes.ts'
import { milestones } from '../milestones/tables.ts'
import { lockPlan } from '../plans/queries.ts'
import { mustBeOpen } from '../plans/rules.ts'
import { runOf } from './answers.ts'
import { chooseCases } from './queries.ts'
import { runConfigurations, runs } from './tables.ts'
import { insertRunCases } from './writes.ts'

export const createRun: Handler<typeof operations.create> = prepared(
  ({ input, platform }) => readUploads(platform.storage, input.attachments),
  async ({ input, actor, tx, record, prepared: uploads }) => {
    const { projectId, configurationId, testCases: given, filter, assignedTo, attachments: shown, ...fields } = input
    const chosen = await chooseCases(tx, projectId, { testCases: given, filter, assignedTo })
    if (fields.milestoneId) await lockLiving(tx, milestones, fields.milestoneId, 'milestoneId')
    if (fields.planId) mustBeOpen(await lockPlan(tx, fields.planId))
    const row = await insert(tx, runs, { ...fields, projectId }, actor)
    const configurationIds = [...new Set(input.configurationIds ?? (configurationId ? [configurationId] : []))]
    if (configurationIds.length)
      await tx
        .insert(runConfigurations)
        .values(configurationIds.map((id, order) => ({ runId: row.id, configurationId: id, order })))
    const { testCases, total, assigned } = await insertRunCases(tx, { id: row.id, projectId, configurationIds }, chosen)
    const attachments = await attach({ tx, actor, record, uploads }, { at: 'run_id', id: row.id, given: shown })
    const run = runOf({ ...row, notStarted: total, configurationIds, testCases, attachments })
    record.created('run', Object.assign(row, { configurationIds, testCasesTotal: total, attachments }))
    if (assigned.length) record.event('test_run.assigned', { id: row.id, projectId, assigned })
    return run
  },
)
