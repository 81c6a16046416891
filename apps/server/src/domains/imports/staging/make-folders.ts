import { sql } from 'drizzle-orm'
import type { Writer } from '../../../platform/database/database.ts'
import { newIdSql } from '../../../platform/database/ids.ts'
import { SEPARATOR } from './stage-results.ts'

/**
 * The folders of the new cases' suites, beneath a folder of the project (its root where none is given): those that live
 * are taken, the others made. Afterwards `import_folders` has the folder of each path. Gives the folder of those without
 * suites. The project's folders must be locked, so that nobody makes the same ones meanwhile.
 */
export async function makeFolders(
  tx: Writer,
  { projectId, folderId, actor }: { projectId: string; folderId: string | undefined; actor: { id: string } },
): Promise<string> {
  const baseId = folderId ?? (await rootOf(tx, projectId))
  await tx.execute(sql`
    insert into import_folders
    select path, parent, name, ${newIdSql}, true
      from (select distinct array_to_string(names[:n], ${SEPARATOR}) as path, array_to_string(names[:n - 1], ${SEPARATOR}) as parent, names[n] as name
              from (select distinct string_to_array(folders, ${SEPARATOR}) as names
                      from import_rows join import_places using (seq) where is_new and folders <> '') paths,
                   generate_series(1, cardinality(names)) n) every_level`)
  await tx.execute(sql`analyze import_folders`)
  await tx.execute(sql`
    with recursive living as (
      select '' as path, ${baseId}::uuid as id
      union all
      select w.path, f.id
        from living l join import_folders w on w.parent = l.path
        join folders f on f.parent_id = l.id and f.name = w.name and f.project_id = ${projectId} and f.deleted_at is null
    )
    update import_folders w set id = living.id, is_new = false from living where living.path = w.path`)
  await tx.execute(sql`
    insert into folders (id, project_id, parent_id, name, created_by, updated_by)
    select w.id, ${projectId}, coalesce(p.id, ${baseId}::uuid), w.name, ${actor.id}, ${actor.id}
      from import_folders w left join import_folders p on p.path = w.parent where w.is_new`)
  return baseId
}

async function rootOf(tx: Writer, projectId: string): Promise<string> {
  const [root] = await tx.execute<{ id: string }>(
    sql`select id from folders where project_id = ${projectId} and parent_id is null and deleted_at is null`,
  )
  if (!root) throw new Error(`The project ${projectId} has no root folder.`)
  return root.id
}
