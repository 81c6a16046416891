import { sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import { newId } from '../../platform/database/ids.ts'

/** `place` is where it stands among the others by name. */
export type TakenTag = { id: string; name: string; place: number }

/**
 * The project's tags, by the names that are given; those that there are not yet are made. Names are the same without
 * regard to case, and the first spelling stays. They are held: none is renamed, merged or deleted meanwhile.
 */
export async function takeTags(tx: Writer, projectId: string, names: string[]): Promise<Map<string, TakenTag>> {
  if (!names.length) return new Map()
  const wanted = [...new Set(names)]
  const words = JSON.stringify(wanted.map((name, place) => ({ id: newId(), name, place })))
  // In the order of names, so that of two that make the same tags none waits for the other in a circle.
  const take = () =>
    tx.execute<TakenTag & { given: string }>(sql`
      with word as (
        select *, lower(name) as lowered from jsonb_to_recordset(${words}::jsonb) as w(id uuid, name text, place int)
      ), there as materialized (
        select id, name from tags
         where project_id = ${projectId} and deleted_at is null and lower(name) in (select lowered from word)
         order by lower(name) for share
      ), made as (
        insert into tags (id, project_id, name)
        select distinct on (lowered) id, ${projectId}::uuid, name from word
         where lowered not in (select lower(name) from there) order by lowered, place
            on conflict (project_id, lower(name)) where deleted_at is null do nothing
        returning id, name
      ), tag as (select * from there union all select * from made)
      select w.name as given, t.id, t.name, (rank() over (order by lower(t.name)))::int as place
        from tag t join word w on w.lowered = lower(t.name)`)
  const found = await take()
  // One that somebody else was making meanwhile is not seen by the statement that waited for it.
  const all = found.length < wanted.length ? await take() : found
  return new Map(all.map(({ given, ...tag }) => [given, tag]))
}
