import type { sessions as operations } from '@testplanit/api/domains/sessions/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { sessions } from './tables.ts'

/** Its results and findings are reached through it alone. */
export const deleteSession: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  record.deleted('session', await remove(tx, sessions, input.sessionId, actor))
}
