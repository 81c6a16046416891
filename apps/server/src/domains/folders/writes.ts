import { invalid } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'

/** So many living cases more, or fewer, right in a folder. */
export type CaseCountChange = { folderId: string; by: number }

/** The folders of new cases gain so many. */
export const gainOf = (cases: { folderId: string }[]): CaseCountChange[] =>
  sumsOf(cases.map(({ folderId }) => ({ folderId, by: 1 })))

/** The changes of each folder as one. */
export function sumsOf(changes: CaseCountChange[]): CaseCountChange[] {
  const sums = new Map<string, number>()
  for (const { folderId, by } of changes) sums.set(folderId, (sums.get(folderId) ?? 0) + by)
  return [...sums].map(([folderId, by]) => ({ folderId, by }))
}

/**
 * Keeps the counters of living cases, those of the folders and the project's sum; nothing else changes them. It comes
 * last in a command, since the project's row is held from here to the commit, and always folders first, in the order of
 * their ids. Throws VALIDATION_ERROR where a folder that gains does not live any more.
 */
export async function countCases(tx: Writer, projectId: string, changes: CaseCountChange[]): Promise<void> {
  if (!changes.length) return
  const counted = await tx.execute(sql`
    with change as materialized (
      select f.id, c.by from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c("folderId" uuid, by int)
        join folders f on f.id = c."folderId" where f.project_id = ${projectId} order by f.id for no key update of f
    ), counted as (
      update folders f set case_count = f.case_count + change.by
        from change where f.id = change.id and (change.by < 0 or f.deleted_at is null) returning f.id, change.by
    ), summed as (
      update projects p set case_count = p.case_count + total.by
        from (select sum(by)::int as by from counted) total where p.id = ${projectId} and total.by <> 0
    )
    select id from counted`)
  if (counted.length < changes.length) throw invalid({ field: 'folderId', message: 'names no folder that exists here' })
}
