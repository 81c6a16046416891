import type { Attachment } from '@testplanit/api/domains/attachments/schemas'
import type { Case, StepInput } from '@testplanit/api/domains/cases/schemas'
import type { Given } from '../../attachments/queries.ts'
import { type Place, setAttachments, type Writing } from '../../attachments/writes.ts'
import type { Ordered } from '../sharing/place-steps.ts'
import type { Was } from '../writing/change.ts'

/** All that an input attaches, to a case and to its steps. */
export const attachmentsIn = ({
  attachments = [],
  steps = [],
}: {
  attachments?: Given[] | undefined
  steps?: StepInput[] | undefined
}) => [...attachments, ...steps.flatMap((step) => step.attachments ?? [])]

/** What an input says of the attachments of a case and of its steps, and which they had before. */
interface Attaching {
  id: string
  at?: string | undefined
  given: Given[] | undefined
  had?: Attachment[]
  steps: Ordered[]
  ofSteps?: Record<string, Attachment[]>
  was?: Was | undefined
}

/** Sets the attachments of cases and their steps, in one statement or in none; gives them by the ids of both. */
export async function attachTo(writing: Writing, cases: Attaching[]): Promise<Map<string, Attachment[]>> {
  const places = cases.flatMap(placesOf)
  const attachments = await setAttachments(writing, places)
  return new Map(places.map(({ id }, i) => [id, attachments[i] ?? []]))
}

const placesOf = ({ id, at = '', given, had = [], steps, ofSteps = {}, was }: Attaching): Place[] => [
  { at: 'case_id', id, given, had, lost: was?.attachments, prefix: (position) => `${at}attachments.${position}.` },
  ...steps.map(
    ({ row, given: { attachments }, index }): Place => ({
      at: 'step_id',
      id: row.id,
      given: attachments,
      had: ofSteps[row.id] ?? [],
      lost: was?.steps.find(({ id }) => id === row.id)?.attachments,
      prefix: (position) => `${at}steps.${index}.attachments.${position}.`,
    }),
  ),
]

/** Steps as they are answered, with what is attached to them. */
export const stepsOf = (steps: Ordered[], attached: Map<string, Attachment[]>): Case['steps'] =>
  steps.map(({ row }) => ({ ...row, attachments: attached.get(row.id) ?? [] }))
