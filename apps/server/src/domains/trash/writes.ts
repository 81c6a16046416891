import type { Trashed } from '@testplanit/api/domains/trash/schemas'
import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Writer } from '../../platform/database/database.ts'
import { attachments } from '../attachments/tables.ts'
import { caseLinks } from '../case-links/tables.ts'
import { cases } from '../cases/tables.ts'
import { comments } from '../comments/tables.ts'
import { configurations } from '../configurations/tables.ts'
import { fields } from '../fields/tables.ts'
import { folders } from '../folders/tables.ts'
import type { CaseCountChange } from '../folders/writes.ts'
import { groups } from '../groups/tables.ts'
import { integrations, projectIntegrations } from '../integrations/tables.ts'
import { issues } from '../issues/tables.ts'
import { milestones } from '../milestones/tables.ts'
import { plans } from '../plans/tables.ts'
import { projects } from '../projects/tables.ts'
import { roles } from '../roles/tables.ts'
import { runs } from '../runs/tables.ts'
import { sessions } from '../sessions/tables.ts'
import { sharedSteps } from '../shared-steps/tables.ts'
import { tags } from '../tags/tables.ts'
import { templates } from '../templates/tables.ts'
import { users } from '../users/tables.ts'
import type { deletions } from './tables.ts'

type Deletion = typeof deletions.$inferSelect

/** Where rows lie that carry the id of a deletion, by what was deleted. */
const tablesOf: Record<Trashed, PgTable[]> = {
  project: [projects],
  folder: [folders, cases, caseLinks],
  case: [cases, caseLinks],
  milestone: [milestones],
  tag: [tags],
  run: [runs],
  plan: [plans],
  session: [sessions],
  issue: [issues],
  integration: [integrations, projectIntegrations],
  comment: [comments],
  attachment: [attachments],
  configuration: [configurations],
  field: [fields],
  template: [templates],
  sharedSteps: [sharedSteps],
  user: [users],
  group: [groups],
  role: [roles],
}

/**
 * Lets all that a deletion took live again, in one statement, and joins again what went on without it and has no other
 * by now. Gives how many cases came back into which folders.
 */
export async function bringBack(
  tx: Writer,
  { id, entityType, parted }: Pick<Deletion, 'id' | 'entityType' | 'parted'>,
  actor: { id: string },
): Promise<CaseCountChange[]> {
  // Links have rules of their own: `relink`.
  const tables = tablesOf[entityType].filter((table) => table !== caseLinks)
  const changed = sql`updated_at = now(), updated_by = ${actor.id}::uuid, version = version + 1`
  const back = tables.map((table) => {
    const isEntity = 'version' in getTableColumns(table)
    return sql`${sql.identifier(`${getTableName(table)}_back`)} as (
      update ${table} set deleted_at = null, deletion_id = null ${isEntity ? sql`, ${changed}` : sql``}
       where deletion_id = ${id} returning *)`
  })
  const joined = (['runs', 'sessions', 'plans'] as const).flatMap((table) =>
    parted?.[table]?.length ? joining(table, parted[table], changed) : [],
  )
  const counted = tables.includes(cases)
    ? sql`select folder_id as "folderId", count(*)::int as by from cases_back group by folder_id`
    : sql`select where false`
  const parts = sql.join([...back, ...joined], sql`, `)
  return [...(await tx.execute<CaseCountChange>(sql`with ${parts} ${counted}`))]
}

/** A deletion that no row carries any more is over: what it took is gone for good. */
export async function forgetDeletions(tx: Writer): Promise<void> {
  const tables = [...new Set(Object.values(tablesOf).flat())]
  const carried = tables.map((table) => sql`exists (select from ${table} t where t.deletion_id = d.id)`)
  await tx.execute(sql`
    delete from deletions d where restored_at is null and not (${sql.join(carried, sql` or `)})`)
}

/** What named what is restored names it again, where it names no other by now. */
function joining(table: 'runs' | 'sessions' | 'plans', rows: object[], changed: SQL): SQL[] {
  const names = table === 'runs' ? { milestoneId: 'milestone_id', planId: 'plan_id' } : { milestoneId: 'milestone_id' }
  return Object.entries(names).flatMap(([key, column]) => {
    const named = rows.filter((row) => key in row)
    if (!named.length) return []
    const [name, of] = [sql.identifier(column), sql.identifier(key)]
    return sql`${sql.identifier(`${table}_joined`)} as (
      update ${sql.identifier(table)} as t set ${name} = parted.${of}, ${changed}
        from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as parted(id uuid, ${of} uuid)
       where t.id = parted.id and t.${name} is null)`
  })
}
