import { conflict } from '@testplanit/api/errors'
import type { PlanRow } from './answers.ts'

/** Throws CONFLICT where a plan takes no more runs. */
export function mustBeOpen({ completedAt }: Pick<PlanRow, 'completedAt'>): void {
  if (completedAt)
    throw conflict('This plan is completed: it takes no more runs. Reopen it (completedAt null) to go on.', 'planId')
}
