import { sql } from 'drizzle-orm'
import { insert } from '../../platform/database/entities.ts'
import type { Platform } from '../../platform/platform.ts'
import { hashPassword } from '../../platform/secrets/passwords.ts'
import { users } from '../users/tables.ts'

/** Whether there is anybody yet. Without anybody, ADMIN_EMAIL and ADMIN_PASSWORD make the first administrator. */
export async function makeFirstAdministrator({ config, database, log }: Platform): Promise<void> {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = config
  if (!email || !password) return
  await database.transaction(async (tx) => {
    await tx.execute(sql`lock table users in share row exclusive mode`)
    const [someone] = await tx.execute(sql`select 1 from users limit 1`)
    if (someone) return
    await insert(
      tx,
      users,
      { name: 'Administrator', email, systemAccess: 'ADMIN', passwordHash: await hashPassword(password) },
      { id: '' },
    )
    log.info({ email }, 'made the first administrator')
  })
}
