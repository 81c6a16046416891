import type { Attachment } from '@testplanit/api/domains/attachments/schemas'
import type { Case } from '@testplanit/api/domains/cases/schemas'
import { invalid } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import { newId } from '../../platform/database/ids.ts'
import type { Given } from '../attachments/queries.ts'
import type { Place } from '../attachments/writes.ts'

type StepInput = {
  id?: string | undefined
  action: string
  expected?: string | null | undefined
  order?: number | undefined
  attachments?: Given[] | undefined
}

/** A step as its row holds it. */
type StepRow = Omit<Case['steps'][number], 'attachments'>

/**
 * Steps in their order, numbered from 1; one that says none has its place in the array. New ones get an id. Beside each
 * is what it was given as, and at which place of the input.
 */
export function inOrder(steps: StepInput[]): { row: StepRow; given: StepInput; index: number }[] {
  const placed = steps.map((given, index) => ({ given, index, place: given.order ?? index + 1 }))
  return placed
    .sort((a, b) => a.place - b.place)
    .map(({ given, index }, i) => {
      const { id, action, expected = null } = given
      return { row: { id: id?.toLowerCase() ?? newId(), action, expected, order: i + 1 }, given, index }
    })
}

/** Where the attachments of a case stand, and those of its steps; `had` are those that the steps had before. */
export const placesOf = (
  own: Pick<Place, 'id' | 'given' | 'had'>,
  steps: ReturnType<typeof inOrder>,
  had: Record<string, Attachment[]> = {},
): Place[] => [
  { ...own, at: 'case_id' },
  ...steps.map(
    ({ row: { id }, given: { attachments: given }, index }): Place => ({
      at: 'step_id',
      id,
      given,
      had: had[id] ?? [],
      prefix: (position) => `steps.${index}.attachments.${position}.`,
    }),
  ),
]

/** So many living cases more, or fewer, right in a folder. */
export type CaseCountChange = { folderId: string; by: number }

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

/** All that an input attaches, to a case and to its steps. */
export const attachmentsIn = ({
  attachments = [],
  steps = [],
}: {
  attachments?: Given[] | undefined
  steps?: StepInput[] | undefined
}) => [...attachments, ...steps.flatMap((step) => step.attachments ?? [])]
