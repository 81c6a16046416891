import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { allowMinutes, type Database, type Writer } from '../../../platform/database/database.ts'
import { attachments } from '../../attachments/tables.ts'
import { cases } from '../../cases/tables.ts'
import { comments } from '../../comments/tables.ts'
import { configurations } from '../../configurations/tables.ts'
import { fields } from '../../fields/tables.ts'
import { folders } from '../../folders/tables.ts'
import { groups } from '../../groups/tables.ts'
import { integrations } from '../../integrations/tables.ts'
import { issues } from '../../issues/tables.ts'
import { milestones } from '../../milestones/tables.ts'
import { plans } from '../../plans/tables.ts'
import { projects } from '../../projects/tables.ts'
import { withdrawn } from '../../results/writes.ts'
import { roles } from '../../roles/tables.ts'
import { runCases, runs } from '../../runs/tables.ts'
import { sessions } from '../../sessions/tables.ts'
import { sharedSteps } from '../../shared-steps/tables.ts'
import { tags } from '../../tags/tables.ts'
import { templates } from '../../templates/tables.ts'
import { users } from '../../users/tables.ts'
import { purge, type Table } from './rows.ts'
import { tiesOf } from './ties.ts'

/** So many rows go in one transaction, with their parts: it holds what the living share with them for a moment only. */
const BATCH = 200

/** Takes one batch away; gives how many rows it took. */
type Sweep = (tx: Writer) => Promise<number>

const purged = sql`(select id from deletions where purged_at is not null)`
const purgedProjects = sql`(select id from projects where deletion_id in ${purged})`

/** The ids of a batch of rows `t` that were purged themselves or with their project. */
function doomedIn(table: Table, condition: SQL): SQL {
  const most = sql.raw(String(BATCH))
  const batch = (where: SQL) => sql`(select t.id from ${table} t where ${where} and ${condition} limit ${most})`
  // In two halves: most indexes are of the living, or of the deleted.
  const withProject = ['null', 'not null'].map(
    (ended) => sql` union ${batch(sql`t.project_id in ${purgedProjects} and t.deleted_at is ${sql.raw(ended)}`)}`,
  )
  const all = 'projectId' in getTableColumns(table) ? withProject : []
  return sql`select id from (${batch(sql`t.deletion_id in ${purged}`)}${sql.join(all)}) doomed limit ${most}`
}

const isHeldBy = (column: AnyPgColumn) => sql`exists (select from ${column.table} where ${column} = t.id)`

const sweep = (table: Table, also = sql`true`): Sweep => {
  const holders = tiesOf.get(table)?.holders ?? []
  const isFree = sql.join([also, ...holders.map((column) => sql`not ${isHeldBy(column)}`)], sql` and `)
  return async (tx) => {
    const rows = await tx.execute<{ id: string }>(doomedIn(table, isFree))
    const ids = rows.map(({ id }) => id)
    await purge(tx, table, ids)
    return ids.length
  }
}

/** The cases of a run go with their results, and with what these added to the sums of cases that live on. */
const sweepRunCases: Sweep = async (tx) => {
  const [run] = await tx.execute<{ id: string; projectId: string }>(sql`
    select id, project_id as "projectId" from runs
     where id in (${doomedIn(runs, isHeldBy(runCases.runId))}) limit 1 for update`)
  if (!run) return 0
  const [row] = await tx.execute<{ n: number }>(sql`
    with removed as (
      delete from run_cases where id in (
        select id from run_cases where run_id = ${run.id} limit ${sql.raw(String(BATCH))})
      returning id, status
    ), ${withdrawn(run)}
    select count(*)::int as n from removed`)
  return row?.n ?? 0
}

/** So many cases are changed in one transaction, to say nothing of a field any more. */
const CASES = sql.raw('1000')

const isSaidOf = sql`exists (select from cases c where c.project_id = t.project_id and c.custom_fields ? t.id::text)`

/** What cases say of a field goes before it; of those that somebody writes just now, in another batch. */
const sweepFieldValues: Sweep = async (tx) => {
  const [row] = await tx.execute<{ n: number }>(sql`
    with field as (
      select id, project_id from fields where id in (${doomedIn(fields, isSaidOf)}) limit 1
    ), saying as (
      select c.id, field.id::text as field_id from field join cases c on c.project_id = field.project_id
       where c.custom_fields ? field.id::text limit ${CASES} for no key update of c skip locked
    ), changed as (
      update cases c set custom_fields = nullif(c.custom_fields - s.field_id, '{}') from saying s where c.id = s.id
      returning c.id
    )
    select count(*)::int as n from changed`)
  return row?.n ?? 0
}

/** What a new list of attachments left out stands in no trash. It has the same time. */
const sweepLeftOut =
  (days: number): Sweep =>
  async (tx) => {
    const rows = await tx.execute<{ id: string }>(sql`
      select id from attachments a
       where deletion_id is not null and deleted_at < now() - make_interval(days => ${days})
         and not exists (select from deletions where id = a.deletion_id)
       limit ${sql.raw(String(BATCH))}`)
    const ids = rows.map(({ id }) => id)
    await purge(tx, attachments, ids)
    return ids.length
  }

/** What holds others goes before them. */
const sweepsAfter = (days: number): Sweep[] => [
  sweepLeftOut(days),
  sweepRunCases,
  ...[runs, sessions, issues, comments, attachments, cases].map((table) => sweep(table)),
  sweepFieldValues,
  sweep(fields, sql`not ${isSaidOf}`),
  ...[templates, sharedSteps, plans, milestones, folders, configurations, tags].map((table) => sweep(table)),
  ...[integrations, groups, roles, users, projects].map((table) => sweep(table)),
]

/** Takes away, a batch at a time, all that was purged and that nothing else shows, and what was left out so long ago. */
export async function sweepAll(
  database: Pick<Database, 'transaction'>,
  days: number,
  signal: AbortSignal,
): Promise<void> {
  for (const one of sweepsAfter(days)) {
    let taken = 1
    while (taken && !signal.aborted)
      taken = await database.transaction(async (tx) => {
        await allowMinutes(tx)
        return one(tx)
      })
  }
}
