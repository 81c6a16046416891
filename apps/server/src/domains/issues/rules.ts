import { invalid } from '@testplanit/api/errors'

const MADE = /^ISSUE-\d+$/i

/** Throws VALIDATION_ERROR for a name such as the installation makes itself: each of those stands for one issue. */
export function mustNotBeMade(name: string): void {
  if (MADE.test(name))
    throw invalid({
      field: 'name',
      message: 'is one of those that are made here, as ISSUE-12: give another one, or none',
    })
}
