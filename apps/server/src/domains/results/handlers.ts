import type { Handlers } from '../../pipeline/handler.ts'
import { correctResult } from './correct-result.ts'
import { executeCase } from './execute-case.ts'
import { executeMany } from './execute-many.ts'
import { listResults } from './list-results.ts'
import { listResultsOfCase } from './list-results-of-case.ts'

export const resultsHandlers = {
  execute: executeCase,
  executeMany,
  correct: correctResult,
  list: listResults,
  ofCase: listResultsOfCase,
} satisfies Handlers['results']
