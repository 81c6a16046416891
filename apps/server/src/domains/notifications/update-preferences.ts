import type { notifications as operations } from '@testplanit/api/domains/notifications/operations'
import { usualWays } from '@testplanit/api/domains/notifications/schemas'
import { eq, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { users } from '../users/tables.ts'

/** The user stays at the same version: who changes their name at the same time is in nobody's way. */
export const updatePreferences: Handler<typeof operations.updatePreferences> = async ({
  input: { preferences },
  actor,
  tx,
  record,
  platform,
}) => {
  const [row] = await tx
    .update(users)
    .set({ notifications: sql`${users.notifications} || ${JSON.stringify(preferences)}::jsonb` })
    .where(eq(users.id, actor.id))
    .returning({ notifications: users.notifications })
  record.did('user', { id: actor.id }, { notifications: preferences })
  return { preferences: { ...usualWays, ...row?.notifications }, sendsMail: platform.mail !== null }
}
