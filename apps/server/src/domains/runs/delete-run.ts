import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { runs } from './tables.ts'

/** Its results stay with it, and count in no report while it is deleted. */
export const deleteRun: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  record.deleted('run', await remove(tx, runs, input.runId, actor))
}
