import { newRecord, write } from '../../pipeline/record.ts'
import { insert } from '../../platform/database/entities.ts'
import type { Platform } from '../../platform/platform.ts'
import { hashPassword } from '../../platform/secrets/passwords.ts'
import { users } from '../users/tables.ts'
import { isSomeoneThere, lockUsers } from './queries.ts'

/** While there is nobody yet, ADMIN_EMAIL and ADMIN_PASSWORD make the first administrator; the audit log says so. */
export async function makeFirstAdministrator({ config, database, log }: Platform): Promise<void> {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = config
  if (!email || !password || (await isSomeoneThere(database.db))) return
  const passwordHash = await hashPassword(password)
  await database.transaction(async (tx) => {
    await lockUsers(tx)
    if (await isSomeoneThere(tx)) return
    const user = await insert(tx, users, { name: 'Administrator', email, systemAccess: 'ADMIN', passwordHash }, nobody)
    const record = newRecord()
    record.recorder.created('user', user)
    await write(tx, record, ORIGIN, null)
    log.info({ email }, 'made the first administrator')
  })
}

const nobody = { id: '' }
/** The server itself, as it starts. */
const ORIGIN = {
  operation: 'auth.makeFirstAdministrator',
  userId: null,
  projectId: null,
  address: null,
  requestId: null,
}
