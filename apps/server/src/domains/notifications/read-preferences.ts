import type { notifications as operations } from '@testplanit/api/domains/notifications/operations'
import { usualWays } from '@testplanit/api/domains/notifications/schemas'
import type { Handler } from '../../pipeline/handler.ts'
import { readLiving } from '../../platform/database/entities.ts'
import { users } from '../users/tables.ts'

export const readPreferences: Handler<typeof operations.preferences> = async ({ actor, db, platform }) => {
  const { notifications } = await readLiving(db, users, actor.id)
  return { preferences: { ...usualWays, ...notifications }, sendsMail: platform.mail !== null }
}
