import { type Issue, invalid } from '@testplanit/api/errors'

interface Steps {
  /** Where the case stands in the input. */
  at?: string | undefined
  steps?: { id?: string | undefined }[] | undefined
  /** The ids of the case's own, removed ones too; a new case has none. */
  stepIds?: string[]
}

/** Throws VALIDATION_ERROR for a step that carries an id and is none of its case's, or stands there twice. */
export function mustOwnSteps(cases: Steps[]): void {
  const [first, ...others] = cases.flatMap(({ at = '', steps = [], stepIds }) => {
    const own = new Set(stepIds)
    return steps.flatMap(({ id }, i): Issue[] =>
      !id || own.delete(id) ? [] : [{ field: `${at}steps.${i}.id`, message: 'names no step of this case, or twice' }],
    )
  })
  if (first) throw invalid(first, ...others)
}
