import { conflict } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/ids.ts'

interface Deletion {
  projectId: string
  deletionId: string
}

/**
 * Removes the links of cases that were just deleted, under their deletion, so that they come back with it. Without ids:
 * of all the cases of that deletion. A statement behind the one that deleted the cases, which waited for whoever was
 * linking them: it sees those links too.
 */
export async function unlink(tx: Writer, { projectId, deletionId }: Deletion, caseIds?: string[]): Promise<void> {
  const theirs = caseIds
    ? sql`(l.case_a_id = ${anyOf(caseIds)} or l.case_b_id = ${anyOf(caseIds)})`
    : sql`exists (select from cases c where c.id in (l.case_a_id, l.case_b_id) and c.deletion_id = ${deletionId})`
  await tx.execute(sql`
    update case_links l set deleted_at = now(), deletion_id = ${deletionId}
     where l.project_id = ${projectId} and l.deleted_at is null and ${theirs}`)
}

/**
 * Brings back the links that went with a deletion, behind the statement that brought back its cases. One whose other case
 * is still deleted waits for that. The links of the project must be locked (`lock`), before those cases. Throws CONFLICT
 * where dependencies made meanwhile would close a circle with them.
 */
export async function relink(tx: Writer, { projectId, deletionId }: Deletion): Promise<void> {
  // The cases at their other ends are held: none is deleted meanwhile.
  await tx.execute(sql`
    select from cases c where c.deleted_at is null and c.id in (
      select unnest(array[l.case_a_id, l.case_b_id]) from case_links l
       where l.project_id = ${projectId} and l.deletion_id = ${deletionId}
    ) order by c.id for share`)
  const [circle] = await tx.execute(sql`
    with recursive mine as (
      select l.id, l.type, l.case_a_id, l.case_b_id, (
               select c.deletion_id from cases c where c.id in (l.case_a_id, l.case_b_id) and c.deleted_at is not null limit 1
             ) as waits_for
        from case_links l where l.project_id = ${projectId} and l.deletion_id = ${deletionId}
    ), back as (
      update case_links l set deletion_id = m.waits_for, deleted_at = case when m.waits_for is null then null else l.deleted_at end
        from mine m where m.id = l.id
    ), dependency as (
      select case_a_id, case_b_id from mine where type = 'DEPENDS_ON' and waits_for is null
      union all
      select case_a_id, case_b_id from case_links
       where project_id = ${projectId} and type = 'DEPENDS_ON' and deleted_at is null
    ), needed as (
      select case_a_id as first, case_b_id as id from mine where type = 'DEPENDS_ON' and waits_for is null
      union select n.first, d.case_b_id from dependency d join needed n on d.case_a_id = n.id
    )
    select from needed where id = first limit 1`)
  if (circle) throw conflict('Its links and those that were made meanwhile would close a circle of dependencies.')
}
