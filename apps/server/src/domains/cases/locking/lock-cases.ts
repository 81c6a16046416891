import type { Attachment } from '@testplanit/api/domains/attachments/schemas'
import type { Case } from '@testplanit/api/domains/cases/schemas'
import { notFound } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Writer } from '../../../platform/database/database.ts'
import { anyOf } from '../../../platform/database/ids.ts'
import { attachmentsAt } from '../../attachments/answers.ts'
import { caseColumns } from '../answers.ts'
import type { Values } from '../filling/fill-fields.ts'
import type { NumberedRows } from '../numbering/number-rows.ts'
import { mustBeAsSeen } from '../rules.ts'
import type { Known } from '../sharing/place-steps.ts'
import type { CaseChange } from '../writing/change.ts'

/**
 * `ofSteps`: the attachments of all steps that the case ever had, by their ids; `sharedAt`: those that are shared;
 * `lastRow`: the greatest number that a row of its parameters ever had.
 */
export type Locked = {
  change: CaseChange
  before: Case
  ofSteps: Record<string, Attachment[]>
  sharedAt: Known['sharedAt']
  lastRow: NumberedRows['lastRow']
  had: Values | null
}

/** Cases locked and as they are. Two statements: the first one waits, and its sight of steps and tags would be an old one. */
export async function lockCases(tx: Writer, changes: CaseChange[]): Promise<Locked[]> {
  const ids = changes.map(({ id }) => id)
  await tx.execute(sql`select from cases where id = ${anyOf(ids)} and deleted_at is null order by id for no key update`)
  const rows = await tx.execute<Case & Pick<Locked, 'ofSteps' | 'sharedAt' | 'lastRow' | 'had'>>(sql`
    select ${caseColumns}, cases.custom_fields as had, cases.last_parameter_row as "lastRow",
           (select coalesce(json_object_agg(s.id, ${attachmentsAt('step_id', 's.id')}), '{}')
              from steps s where s.case_id = cases.id) as "ofSteps",
           (select coalesce(json_object_agg(s.id, json_build_object('itemId', s.shared_item_id, 'use', s.shared_use)), '{}')
              from steps s where s.case_id = cases.id and s.shared_use is not null) as "sharedAt"
      from cases where id = ${anyOf(ids)} and deleted_at is null`)
  const known = new Map(
    rows.map(({ ofSteps, sharedAt, lastRow, had, ...before }) => [
      before.id,
      { before, ofSteps, sharedAt, lastRow, had },
    ]),
  )
  const locked = changes.map((change) => {
    const found = known.get(change.id)
    if (!found) throw notFound('test case')
    return { change, ...found }
  })
  await mustBeAsSeen(
    tx,
    locked.map(({ change: { expectedVersion }, before: { id, version } }) => ({ id, version, expectedVersion })),
  )
  return locked
}
