import { MAX_STEPS, MAX_STEPS_TEXT } from '@testplanit/api/domains/cases/schemas'
import type { SharedStep } from '@testplanit/api/domains/shared-steps/schemas'
import { conflict } from '@testplanit/api/errors'
import { type SQL, sql } from 'drizzle-orm'
import { allowMinutes, type Writer } from '../../platform/database/database.ts'
import { newIdSql } from '../../platform/database/ids.ts'
import { reviewAnew } from '../approvals/writes.ts'
import { keepVersions } from '../case-versions/writes.ts'
import type { sharedSteps } from './tables.ts'

type Row = typeof sharedSteps.$inferSelect
type By = { id: string; projectId: string }

/**
 * Holds the cases that shared steps stand in, deleted ones too, which come back with what is written now; gives how many
 * live. Whoever puts them into another case waits for the shared steps themselves. `beside` stands in the `with`.
 */
export async function holdUsing(tx: Writer, sharedStepId: string, beside: SQL = sql``): Promise<number> {
  const [held] = await tx.execute<{ living: number }>(sql`
    with ${beside} held as (
      select deleted_at from cases
       where id in (select case_id from steps where shared_step_id = ${sharedStepId} and removed_at is null)
       order by id for no key update
    )
    select count(*)::int as living from held where deleted_at is null`)
  return held?.living ?? 0
}

/**
 * After a change of shared steps, which are locked: keeps what they were as a version, and writes what they are into all
 * the cases that they stand in; gives how many of these live. Each of them has a version more by it, and is to be approved
 * anew. A step that goes stays in the results that speak of it. Throws CONFLICT where a case would become too long.
 */
export async function spread(tx: Writer, before: Row, after: Row, actor: By): Promise<number> {
  const kept = sql`kept as (
    insert into shared_step_versions (shared_step_id, version, created_at, created_by, name, steps)
    select ${before.id}::uuid, ${before.version}::int, ${before.updatedAt}::timestamptz, ${before.updatedBy}::uuid,
           ${before.name}, ${JSON.stringify(before.steps)}::jsonb
  ),`
  const living = await holdUsing(tx, after.id, kept)
  if (JSON.stringify(before.steps) === JSON.stringify(after.steps)) return living
  await allowMinutes(tx)
  const [tooLong] = await writeInto(tx, before, after, actor)
  if (tooLong)
    throw conflict(`C${tooLong.number} would have more than ${MAX_STEPS} steps, or more text than one can read.`)
  return living
}

const writeInto = (tx: Writer, before: Row, { id, steps }: Row, actor: By) => {
  const isSameList = idsOf(before.steps) === idsOf(steps)
  return tx.execute<{ number: number }>(sql`
    with item as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(steps.map((step, place) => ({ ...step, place })))}::jsonb)
        as i(id uuid, place int, action text, expected text)
    ), used as materialized (
      select case_id, shared_use, min(position) as at from steps
       where shared_step_id = ${id} and removed_at is null group by case_id, shared_use
    ), using_case as materialized (
      select distinct case_id as id from used
    ), ${keepVersions(sql`select id, '["steps"]'::jsonb as changed from using_case`, actor)}, anew as (
      update cases set version = version + 1, updated_at = now(), updated_by = ${actor.id}::uuid, ${reviewAnew(sql`true`, actor)}
       where id in (select id from using_case)
    ), laid as materialized (
      select coalesce(s.id, ${newIdSql}) as id, used.case_id, used.at, item.place, item.action, item.expected,
             ${id}::uuid as shared_step_id, item.id as shared_item_id, used.shared_use
        from used cross join item
        left join steps s on s.case_id = used.case_id and s.shared_use = used.shared_use and s.shared_item_id = item.id
      union all
      select s.id, s.case_id, s.position, 0, s.action, s.expected, s.shared_step_id, s.shared_item_id, s.shared_use
        from steps s
       where s.case_id in (select id from using_case) and s.removed_at is null and s.shared_step_id is distinct from ${id}
    ), ${isSameList ? textsWritten(id) : layoutWritten(id)}
    select c.number from laid join cases c on c.id = laid.case_id
     group by c.number
    having count(*) > ${MAX_STEPS} or sum(length(laid.action) + coalesce(length(laid.expected), 0)) > ${MAX_STEPS_TEXT} limit 1`)
}

const idsOf = (steps: SharedStep[]) => steps.map(({ id }) => id).join()

/** The same steps in the same order say something else. */
const textsWritten = (id: string) => sql`
  written as (
    update steps s set action = item.action, expected = item.expected from item
     where s.shared_step_id = ${id} and s.removed_at is null and s.shared_item_id = item.id
       and (s.action, s.expected) is distinct from (item.action, item.expected)
  )`

/** Some come or go, or change places: all steps of the cases are numbered anew. */
const layoutWritten = (id: string) => sql`
  gone as (
    update steps set removed_at = now()
     where shared_step_id = ${id} and removed_at is null and shared_item_id not in (select id from item)
  ), written as (
    insert into steps as s (id, case_id, position, action, expected, shared_step_id, shared_item_id, shared_use)
    select id, case_id, row_number() over (partition by case_id order by at, place), action, expected,
           shared_step_id, shared_item_id, shared_use from laid
        on conflict (id) do update
       set position = excluded.position, action = excluded.action, expected = excluded.expected, removed_at = null
     where (s.position, s.action, s.expected, s.removed_at)
           is distinct from (excluded.position, excluded.action, excluded.expected, null)
  )`
