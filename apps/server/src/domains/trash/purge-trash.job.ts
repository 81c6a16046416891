import { sql } from 'drizzle-orm'
import { newRecord, write } from '../../pipeline/record.ts'
import type { Database } from '../../platform/database/database.ts'
import { job } from '../../platform/jobs/job.ts'
import { sweepAll } from './purge/sweep.ts'
import type { deletions } from './tables.ts'
import { forgetDeletions } from './writes.ts'

const BATCH = 200

/**
 * Once a night: what was in the trash for its time cannot come back from then on, and goes for good. A case that a run
 * still shows, or a configuration, stays as it is until that run goes too. Who was killed here goes on the next time.
 */
export const purgeTrash = job({
  name: 'purge-trash',
  every: '47 1 * * *',
  retries: 5,
  async run(_, { config, database }, signal) {
    const days = config.TRASH_DAYS
    if (days === 0) return
    let seen = BATCH
    while (seen === BATCH && !signal.aborted) seen = await expireSome(database, days)
    await sweepAll(database, days, signal)
    if (!signal.aborted) await forgetDeletions(database.db)
  },
})

type Expired = Pick<
  typeof deletions.$inferSelect,
  'id' | 'createdAt' | 'createdBy' | 'projectId' | 'entityType' | 'entityId' | 'name' | 'further'
>

/** One that is being restored is left out. The audit log says what goes, and keeps what it said of it before. */
const expireSome = (database: Database, days: number): Promise<number> =>
  database.transaction(async (tx) => {
    const expired = await tx.execute<Expired & Record<string, unknown>>(sql`
      with expired as (
        select id from deletions
         where restored_at is null and purged_at is null and created_at < now() - make_interval(days => ${days})
         order by id limit ${sql.raw(String(BATCH))} for update skip locked
      )
      update deletions d set purged_at = now() from expired where d.id = expired.id
      returning d.id, d.created_at as "createdAt", d.created_by as "createdBy", d.project_id as "projectId",
                d.entity_type as "entityType", d.entity_id as "entityId", d.name, d.further`)
    const record = newRecord()
    for (const { id: deletionId, createdAt, createdBy, projectId, entityType, entityId, name, further } of expired)
      record.recorder.did(
        entityType,
        { id: entityId, projectId },
        { purged: true, deletionId, name, further, deletedAt: createdAt, deletedBy: createdBy },
      )
    await write(tx, record, ORIGIN, null)
    return expired.length
  })

/** Nobody's doing: its time was over. */
const ORIGIN = { operation: 'trash.purge', userId: null, projectId: null, address: null, requestId: null }
