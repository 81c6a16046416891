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
import { withdrawn } from '../../results/queries.ts'
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

const sweep = (table: Table): Sweep => {
  const holders = tiesOf.get(table)?.holders ?? []
  const isFree = sql.join([sql`true`, ...holders.map((column) => sql`not ${isHeldBy(column)}`)], sql` and `)
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
  ...[
    runs,
    sessions,
    issues,
    comments,
    attachments,
    cases,
    plans,
    milestones,
    folders,
    configurations,
    tags,
    templates,
    fields,
    sharedSteps,
  ].map(sweep),
  ...[integrations, groups, roles, users, projects].map(sweep),
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
