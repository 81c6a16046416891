import type { Trashed } from '@testplanit/api/domains/trash/schemas'
import { conflict } from '@testplanit/api/errors'
import { type SQL, sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import type { deletions } from './tables.ts'

type Deletion = typeof deletions.$inferSelect

/** What an entity of each kind stands in, beside its project: a relation of (noun, deleted_at). */
const placesOf: Partial<Record<Trashed, (id: string) => SQL>> = {
  folder: (id) =>
    sql`select 'folder' as noun, p.deleted_at from folders f join folders p on p.id = f.parent_id where f.id = ${id}`,
  // Cases that were deleted together come back together.
  case: (id) => sql`
    select 'folder' as noun, f.deleted_at from cases c join folders f on f.id = c.folder_id
     where c.deletion_id = (select deletion_id from cases where id = ${id})`,
  milestone: (id) =>
    sql`select 'milestone' as noun, p.deleted_at from milestones m join milestones p on p.id = m.parent_id where m.id = ${id}`,
  comment: (id) => sql`
    select 'case' as noun, c.deleted_at from comments m join cases c on c.id = m.case_id where m.id = ${id}
    union all select 'session', s.deleted_at from comments m join sessions s on s.id = m.session_id where m.id = ${id}
    union all select 'run', n.deleted_at from comments m left join results r on r.id = m.result_id
                join runs n on n.id = coalesce(m.run_id, r.run_id) where m.id = ${id}`,
  attachment: (id) => sql`
    select 'case' as noun, c.deleted_at from attachments a left join steps t on t.id = a.step_id
                join cases c on c.id = coalesce(a.case_id, t.case_id) where a.id = ${id}
    union all select 'session', s.deleted_at from attachments a left join session_results v on v.id = a.session_result_id
                join sessions s on s.id = coalesce(a.session_id, v.session_id) where a.id = ${id}
    union all select 'run', n.deleted_at from attachments a left join results r on r.id = a.result_id
                join runs n on n.id = coalesce(a.run_id, r.run_id) where a.id = ${id}
    union all select 'comment', m.deleted_at from attachments a join comments m on m.id = a.comment_id where a.id = ${id}
    union all select 'issue', i.deleted_at from attachments a join issues i on i.id = a.issue_id where a.id = ${id}`,
}

/** Throws CONFLICT where what a deleted entity stood in is deleted too, by a deletion of its own. */
export async function mustHavePlace(
  tx: Writer,
  { entityType, entityId, projectId }: Pick<Deletion, 'entityType' | 'entityId' | 'projectId'>,
): Promise<void> {
  if (entityType === 'project') return
  const inProject = sql`select 'project' as noun, deleted_at from projects where id = ${projectId}`
  const place = placesOf[entityType]?.(entityId)
  const [gone] = await tx.execute<{ noun: string }>(sql`
    select noun from (${inProject} ${place ? sql`union all ${place}` : sql``}) place where deleted_at is not null limit 1`)
  if (gone) throw conflict(`The ${gone.noun} that it stood in is deleted: restore that first.`)
}
