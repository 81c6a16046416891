import { job } from '../jobs/job.ts'
import { ensurePartitions } from './partitions.ts'

/** Once a night: partitions for the months ahead, and away with what has had its time. */
export const cleanUp = job({
  name: 'clean-up',
  every: '17 3 * * *',
  retries: 5,
  async run(_, { database: { sql } }) {
    await ensurePartitions(sql)
    await sql`delete from idempotency_keys where created_at < now() - interval '24 hours'`
    await sql`delete from rate_limits where window_start < extract(epoch from now()) - 7200`
    await sql`delete from logins where expires_at < now()`
    await sql`delete from password_resets where expires_at < now()`
  },
})
