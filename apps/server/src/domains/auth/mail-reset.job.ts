import { and, sql } from 'drizzle-orm'
import { newRecord, write } from '../../pipeline/record.ts'
import { job } from '../../platform/jobs/job.ts'
import { users } from '../users/tables.ts'
import { mayLogIn } from './queries.ts'
import { giveReset } from './writes.ts'

/** Mails a link to choose a new password, where the address is that of somebody who may log in. */
export const mailReset = job<{ email: string }>({
  name: 'mail-reset',
  retries: 5,
  atOnce: 20,
  run: ({ email }, platform) =>
    platform.database.transaction(async (tx) => {
      const [user] = await tx
        .select({ id: users.id, email: users.email })
        .from(users)
        .where(and(sql`lower(${users.email}) = lower(${email})`, ...mayLogIn))
        .for('update')
      if (!user) return
      // Whoever asks again and again for somebody else fills no mailbox.
      const recent = await tx.execute(sql`
        select 1 from password_resets
         where user_id = ${user.id} and created_by is null and created_at > now() - interval '5 minutes'`)
      if (recent.length > 0) return
      await giveReset(platform, tx, user, null)
      const record = newRecord()
      record.recorder.did('user', { id: user.id }, { resetLinkGiven: true, mailed: true })
      await write(tx, record, ORIGIN, null)
    }),
})

/** Who asked for it, and from where, the audit row of their call says. */
const ORIGIN = { operation: 'auth.mailReset', userId: null, projectId: null, address: null, requestId: null }
