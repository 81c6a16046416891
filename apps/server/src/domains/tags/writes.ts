import { sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import { newId } from '../../platform/database/ids.ts'

type Tag = { id: string; name: string }

/**
 * The project's tags of these names, in the order of their names; those that there are not yet are made. Names are the
 * same without regard to case, and the first spelling stays. They are held: none is renamed, merged or deleted meanwhile.
 */
export async function takeTags(tx: Writer, projectId: string, names: string[]): Promise<Tag[]> {
  const wanted = new Set(names.map((name) => name.toLowerCase())).size
  const words = JSON.stringify(names.map((name, place) => ({ id: newId(), name, place })))
  const read = () =>
    tx.execute<Tag>(sql`
      select id, name from tags
       where project_id = ${projectId} and deleted_at is null
         and lower(name) in (select lower(word.name) from jsonb_to_recordset(${words}::jsonb) as word(name text))
       order by lower(name) for share`)
  const found = wanted ? await read() : []
  if (found.length === wanted) return found
  // In the order of names, so that of two that make the same tags none waits for the other in a circle.
  await tx.execute(sql`
    insert into tags (id, project_id, name)
    select distinct on (lower(name)) id, ${projectId}::uuid, name
      from jsonb_to_recordset(${words}::jsonb) as word(id uuid, name text, place int)
     order by lower(name), place
        on conflict (project_id, lower(name)) where deleted_at is null do nothing`)
  return read()
}
