import type { CreateSharedSteps, SharedStep } from '@testplanit/api/domains/shared-steps/schemas'
import { type Issue, refuseAny } from '@testplanit/api/errors'
import { newId } from '../../platform/database/ids.ts'

/** The steps that are given, new ones with ids of their own. Throws VALIDATION_ERROR for an id that is none of `had`. */
export function toSteps(given: CreateSharedSteps['steps'], had: SharedStep[]): SharedStep[] {
  const known = new Set(had.map(({ id }) => id))
  refuseAny(
    given.flatMap(({ id }, i): Issue[] =>
      !id || known.delete(id) ? [] : [{ field: `steps.${i}.id`, message: 'names no step of these, or twice' }],
    ),
  )
  return given.map(({ id = newId(), action, expected = null }) => ({ id, action, expected }))
}
