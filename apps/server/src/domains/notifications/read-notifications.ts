import type { notifications as operations } from '@testplanit/api/domains/notifications/operations'
import { refuseAny } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { idsOf } from '../../platform/database/ids.ts'

/** One's own alone: those of others are as unknown as those that there are not. */
export const readNotifications: Handler<typeof operations.read> = async ({ input: { ids }, actor, tx, record }) => {
  const these = ids ? sql`id = any(${`{${ids.join()}}`}::uuid[])` : sql`read_at is null`
  const found = await tx.execute<{ id: string; isRead: boolean }>(sql`
    with mine as (
      select id, read_at from notifications where user_id = ${actor.id} and in_app and ${these}
    ), marked as (
      update notifications set read_at = now() where id in (select id from mine where read_at is null)
    )
    select id, read_at is not null as "isRead" from mine`)
  const known = new Set(found.map(({ id }) => id))
  refuseAny(
    (ids ?? []).flatMap((id, i) =>
      known.has(id) ? [] : [{ field: `ids.${i}`, message: 'names no notification of yours' }],
    ),
  )
  const marked = found.filter(({ isRead }) => !isRead)
  record.did('user', { id: actor.id }, { read: marked.length, notificationIds: idsOf(marked) })
  return { read: marked.length }
}
