import { sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/ids.ts'

/** Brings users into a group whose row is locked; gives who came new, and how many there are now. */
export async function addToGroup(tx: Writer, groupId: string, userIds: string[]) {
  const [is] = await tx.execute<{ added: string[]; memberCount: number }>(sql`
    with came as (
      insert into group_members (group_id, user_id)
      select ${groupId}::uuid, u.id from users u where u.id = ${anyOf(userIds)} and u.deleted_at is null order by u.id
          on conflict do nothing
      returning user_id
    )
    select coalesce((select json_agg(user_id order by user_id) from came), '[]') as added,
           ((select count(*) from came)
            + (select count(*) from group_members gm join users u on u.id = gm.user_id and u.deleted_at is null
                where gm.group_id = ${groupId}))::int as "memberCount"`)
  return { added: is?.added ?? [], memberCount: is?.memberCount ?? 0 }
}
