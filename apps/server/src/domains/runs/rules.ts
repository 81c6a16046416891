import { conflict, invalid } from '@testplanit/api/errors'
import type { RunRow } from './answers.ts'

/** Throws CONFLICT where nothing may change in a run any more. */
export function mustBeActive({ status }: Pick<RunRow, 'status'>): void {
  if (status !== 'ACTIVE')
    throw conflict(`This run is ${status.toLowerCase()}: it takes no changes. Reopen it (status ACTIVE) to go on.`)
}

/** Throws VALIDATION_ERROR naming those of the ids that a run does not hold. */
export function mustHold(ids: string[], held: { id: string }[]): void {
  const known = new Set(held.map(({ id }) => id))
  const [first, ...others] = ids.flatMap((id, i) =>
    known.has(id.toLowerCase()) ? [] : [{ field: `ids.${i}`, message: 'names nothing in this run' }],
  )
  if (first) throw invalid(first, ...others)
}
