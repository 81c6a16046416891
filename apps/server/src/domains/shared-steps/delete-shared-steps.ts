import type { sharedSteps as operations } from '@testplanit/api/domains/shared-steps/operations'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { allowMinutes } from '../../platform/database/database.ts'
import { remove } from '../../platform/database/entities.ts'
import { sharedSteps } from './tables.ts'
import { holdUsing } from './writes.ts'

/** Their cases keep their texts; should the shared steps come back, they stand in no case. */
export const deleteSharedSteps: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  const removed = await remove(tx, sharedSteps, input.sharedStepId, actor)
  const keepers = await holdUsing(tx, removed.id)
  await allowMinutes(tx)
  await tx.execute(sql`
    update steps set shared_step_id = null, shared_item_id = null, shared_use = null where shared_step_id = ${removed.id}`)
  record.deleted('sharedSteps', removed, { keptIn: keepers })
}
