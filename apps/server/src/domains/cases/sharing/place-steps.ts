import { type Case, isReadable, MAX_STEPS, type StepInput, tooLong } from '@testplanit/api/domains/cases/schemas'
import type { SharedStep } from '@testplanit/api/domains/shared-steps/schemas'
import { invalid } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Writer } from '../../../platform/database/database.ts'
import { anyOf, newId } from '../../../platform/database/ids.ts'

/** A step as its row holds it; beside it what it was given as, and at which place of the input. */
export interface Ordered {
  row: Omit<Case['steps'][number], 'attachments'>
  /** Which of the shared steps it is, and in which place where they stand. */
  shared: Shared | null
  given: Pick<StepInput, 'attachments'>
  index: number
}

export interface Shared {
  itemId: string
  use: string
}

/** What there are of steps in a case: its living ones, and which of its steps, removed ones too, are shared. */
export interface Known {
  steps: Case['steps']
  sharedAt: Record<string, Shared>
}
const NOTHING: Known = { steps: [], sharedAt: {} }

/** Shared steps by their ids. */
export type SharedSteps = Map<string, SharedStep[]>

/**
 * The living shared steps that steps of an input name. They are held, before any case is: none changes while a case is
 * about to take it.
 */
export async function holdShared(tx: Writer, projectId: string, steps: StepInput[]): Promise<SharedSteps> {
  const ids = [...new Set(steps.flatMap(({ sharedStepId }) => sharedStepId ?? []))]
  if (!ids.length) return new Map()
  const held = await tx.execute<{ id: string; steps: SharedStep[] }>(sql`
    select id, steps from shared_steps
     where id = ${anyOf(ids)} and project_id = ${projectId} and deleted_at is null order by id for share`)
  return new Map(held.map(({ id, steps }) => [id, steps]))
}

/**
 * Steps in their order, numbered from 1; one that says none has its place in the array. New ones get an id. Shared steps
 * come to stand all together where the first of them is named. Where one of them is made the case's own, all that are
 * named are; so are those of shared steps that live no more. Throws VALIDATION_ERROR; `at` is where the case stands in
 * the input.
 */
export function placeSteps(given: StepInput[], shared: SharedSteps, known = NOTHING, at = ''): Ordered[] {
  const living = new Map(known.steps.map((step) => [step.id, step]))
  const useOf = ({ id = '' }: StepInput) => known.sharedAt[id]?.use
  const dissolved = new Set(given.flatMap((step) => (step.sharedStepId === null ? (useOf(step) ?? []) : [])))
  const placed = new Set<string>()
  const rows = given
    .map((step, index) => ({ step, index, place: step.order ?? index + 1 }))
    .sort((a, b) => a.place - b.place)
    .flatMap(({ step, index }) => sharedAt(step) ?? [ownAt(step, index)])
  const tooMuch =
    rows.length > MAX_STEPS ? `are more than ${MAX_STEPS}` : !isReadable(rows.map(({ row }) => row)) && tooLong.error
  if (tooMuch) throw invalid({ field: `${at}steps`, message: `${tooMuch}, with the shared ones` })
  return rows.map((one, i) => ({ ...one, row: { ...one.row, order: i + 1 } }))

  function ownAt(step: StepInput, index: number): Ordered {
    const { id = newId(), action = living.get(id)?.action, expected = null } = step
    if (action === undefined)
      throw invalid({ field: `${at}steps.${index}.action`, message: 'is required: the shared steps are gone' })
    return { row: { id, action, expected, order: 0, sharedStepId: null }, shared: null, given: step, index }
  }

  /** The shared steps that stand where this one does: none where they stand before; null where it is the case's own. */
  function sharedAt(step: StepInput): Ordered[] | null {
    const before = living.get(step.id ?? '')?.sharedStepId
    const sharedStepId = step.sharedStepId === undefined ? before : step.sharedStepId
    const former = useOf(step)
    if (!sharedStepId || (former && dissolved.has(former))) return null
    const stays = before === sharedStepId
    const texts = shared.get(sharedStepId)
    if (!stays && !texts) return null
    const use = former && (stays || !before) ? former : newId()
    if (placed.has(use)) return []
    placed.add(use)
    return stays ? asTheyAre(use) : broughtIn(sharedStepId, texts ?? [], use)
  }

  function asTheyAre(use: string): Ordered[] {
    return known.steps.flatMap(({ attachments: _, ...row }) => {
      const one = known.sharedAt[row.id]
      return one?.use === use ? [{ row, shared: one, ...namedAs(row.id) }] : []
    })
  }

  function broughtIn(sharedStepId: string, texts: SharedStep[], use: string): Ordered[] {
    const ofUse = Object.entries(known.sharedAt).filter(([, one]) => one.use === use)
    const ids = new Map(ofUse.map(([id, { itemId }]) => [itemId, id]))
    return texts.map(({ id: itemId, action, expected }) => {
      const id = ids.get(itemId) ?? newId()
      return { row: { id, action, expected, order: 0, sharedStepId }, shared: { itemId, use }, ...namedAs(id) }
    })
  }

  /** What is said of the attachments of one of them, where it is named. */
  function namedAs(id: string): Pick<Ordered, 'given' | 'index'> {
    const index = given.findIndex((step) => step.id === id)
    return { given: given[index] ?? {}, index }
  }
}
