import { sql } from 'drizzle-orm'
import { job } from '../../platform/jobs/job.ts'
import type { Platform } from '../../platform/platform.ts'
import { storageKeyOf } from './queries.ts'

const BATCH = 100

/**
 * Once an hour: away with the files that nobody attached within a day, and with those whose last attachment was purged.
 * Not before a day has passed: an address to upload to would bring the bytes back, and nobody would know of them.
 */
export const clearFiles = job({
  name: 'clear-files',
  every: '41 * * * *',
  retries: 5,
  async run(_, platform, signal) {
    let seen = BATCH
    while (seen === BATCH && !signal.aborted) seen = await clearSome(platform)
  },
})

/** The rows are held until the bytes are gone: nobody attaches them meanwhile, and who was killed here begins again. */
const clearSome = ({ database, storage }: Platform): Promise<number> =>
  database.transaction(async (tx) => {
    const [found] = await tx.execute<{ seen: number; gone: { id: string; thumbnailKey: string | null }[] }>(sql`
      with unneeded as (
        select id from files
         where (attached_at is null or discarded_at is not null) and created_at < now() - interval '1 day'
         order by created_at limit ${sql.raw(String(BATCH))} for update skip locked
      ), used as (
        update files f set discarded_at = null, attached_at = coalesce(attached_at, now())
          from unneeded u where f.id = u.id and exists (select from attachments a where a.file_id = f.id)
      ), gone as (
        delete from files f using unneeded u
         where f.id = u.id and not exists (select from attachments a where a.file_id = f.id)
        returning f.id, f.thumbnail_key as "thumbnailKey"
      )
      select (select count(*)::int from unneeded) as seen, coalesce(json_agg(gone), '[]') as gone from gone`)
    const { seen = 0, gone = [] } = found ?? {}
    const keys = gone.flatMap(({ id, thumbnailKey }) => [storageKeyOf(id), thumbnailKey ?? []].flat())
    await Promise.all(keys.map((key) => storage.remove(key)))
    return seen
  })
