import type { ContentField } from '@testplanit/api/domains/case-versions/schemas'
import type { Approval, Case } from '@testplanit/api/domains/cases/schemas'
import { notFound } from '@testplanit/api/errors'
import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../pipeline/actor.ts'
import type { Recorder } from '../../pipeline/record.ts'
import type { Writer } from '../../platform/database/database.ts'
import { keepVersions } from '../case-versions/writes.ts'
import { caseColumns } from '../cases/answers.ts'
import { mustBeAsSeen } from '../cases/rules.ts'
import { requiresApproval } from './queries.ts'

/** What a reviewer approves: what is tested, and how. Where a case stands and how it is planned is not. */
const REVIEWED: ContentField[] = [
  'title',
  'description',
  'expectedResult',
  'parameters',
  'steps',
  'attachments',
  'customFields',
]

/** Whether a list of changed fields, a column of JSON, has one that is reviewed. */
export const isReviewed = (changed: SQL): SQL => sql`${changed} ?| ${sql.raw(`'{${REVIEWED.join()}}'::text[]`)}`

/** What a new case of a project is: where none is required, it counts as approved, by nobody. */
export const firstApproval = (projectId: string): SQL =>
  sql`case when ${requiresApproval(projectId)} then 'DRAFT' else 'APPROVED' end`

type By = { id: string; projectId: string }

/** Stands in the `set` of an update of `cases`: where what is reviewed changes, nobody has approved it as it is now. */
export const reviewAnew = (changes: SQL, { id, projectId }: By): SQL => sql`
  approval = case when ${changes} and ${requiresApproval(projectId)} then 'DRAFT' else cases.approval end,
  approval_by = case when ${changes} then null else cases.approval_by end,
  approval_at = case when ${changes} then null else cases.approval_at end,
  approval_comment = case when ${changes} then null else cases.approval_comment end,
  written_by = case when ${changes} then ${id}::uuid else cases.written_by end`

/**
 * A change of its own, for what is attached to a case or to one of its steps, or taken away there; before the attachment is
 * locked.
 */
export async function reviewAnewFor(
  tx: Writer,
  actor: By,
  { caseId, stepId }: { caseId: string | null; stepId: string | null },
): Promise<void> {
  if (!caseId && !stepId) return
  const [is] = await tx.execute<{ id: string }>(sql`
    select id from cases
     where id = coalesce(${caseId}::uuid, (select case_id from steps where id = ${stepId}::uuid)) for no key update`)
  const changed = JSON.stringify([stepId ? 'steps' : 'attachments'])
  const changing = sql`select id, ${changed}::jsonb as changed from cases where id = ${is?.id}`
  await tx.execute(sql`
    with ${keepVersions(changing, actor)}
    update cases set version = version + 1, updated_at = now(), updated_by = ${actor.id}::uuid, ${reviewAnew(sql`true`, actor)}
     where id = ${is?.id}`)
}

/** How a case stands before it is reviewed. */
export interface Standing extends Record<string, unknown>, Pick<Case, 'id' | 'version' | 'approval' | 'approvalBy'> {
  approvalAt: string | null
  approvalComment: string | null
  /** Who changed its content last. */
  authorId: string | null
  isRequired: boolean
}

interface Review {
  caseId: string
  expectedVersion?: number | undefined
  comment?: string | null | undefined
}

/**
 * Brings a case to where a review says; `check` refuses what may not be. It is no change of the case, and makes no
 * version: nobody's edit is stale by it. Throws NOT_FOUND, CONFLICT.
 */
export async function bringTo(
  { input, actor, tx, record }: { input: Review; actor: Actor; tx: Writer; record: Recorder },
  approval: Approval,
  check: (is: Standing) => void,
): Promise<{ before: Standing; after: Case }> {
  const { caseId, expectedVersion, comment = null } = input
  const [before] = await tx.execute<Standing>(sql`
    select id, version, approval, approval_by as "approvalBy", approval_at as "approvalAt",
           approval_comment as "approvalComment", coalesce(written_by, created_by) as "authorId",
           ${requiresApproval(actor.projectId)} as "isRequired"
      from cases where id = ${caseId} and deleted_at is null for no key update`)
  if (!before) throw notFound('test case')
  await mustBeAsSeen(tx, [{ ...before, expectedVersion }])
  check(before)
  const [after] = await tx.execute<Case>(sql`
    with changed as (
      update cases set approval = ${approval}, approval_by = ${actor.id}::uuid, approval_at = now(), approval_comment = ${comment}
       where id = ${caseId} returning *
    )
    select ${caseColumns} from changed cases`)
  if (!after) throw notFound('test case')
  const { authorId: _, isRequired: __, ...was } = before
  const { approvalBy, approvalAt, approvalComment } = after
  record.updated('case', was, { id: caseId, ...{ approval, approvalBy, approvalAt, approvalComment } })
  return { before, after }
}

/** Says that a case was reviewed; who wrote it and who submitted it hear of it. */
export function tellOfReview(
  record: Recorder,
  type: 'test_case.approved' | 'test_case.rejected',
  { authorId, approval, approvalBy }: Standing,
  { id, projectId, number, title, approvalComment: comment }: Case,
): void {
  const submittedBy = approval === 'IN_REVIEW' ? approvalBy : null
  record.event(type, { id, projectId, number, title, comment, authorId, submittedBy })
}
