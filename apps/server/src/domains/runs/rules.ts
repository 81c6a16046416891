import { MAX_RUN_CASES } from '@testplanit/api/domains/runs/schemas'
import { conflict, invalid, refuseAny } from '@testplanit/api/errors'
import type { RunRow } from './answers.ts'

/** Throws CONFLICT where nothing may change in a run any more. */
export function mustBeActive({ status }: Pick<RunRow, 'status'>): void {
  if (status !== 'ACTIVE')
    throw conflict(`This run is ${status.toLowerCase()}: it takes no changes. Reopen it (status ACTIVE) to go on.`)
}

/** Throws VALIDATION_ERROR where a command would make more run cases than it may. */
export function mustNotBeTooMany(size: number, field: string): void {
  if (size <= MAX_RUN_CASES) return
  throw invalid({
    field,
    message: `comes, with the cases and their parameters, to more than ${MAX_RUN_CASES} run cases: take fewer`,
  })
}

/** Throws VALIDATION_ERROR naming those of an input's ids that a run does not hold. */
export function mustHold(unknownPlaces: number[]): void {
  refuseAny(unknownPlaces.map((i) => ({ field: `ids.${i}`, message: 'names nothing in this run' })))
}

/** Throws CONFLICT where an id stands for several run cases of a run. */
export function mustStandOnce(matches: number, field: string): void {
  if (matches > 1)
    throw conflict(
      'This case stands in the run more than once: give the id of the run case (testCases[].id of the run).',
      field,
    )
}
