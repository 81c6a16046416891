import { conflict } from '@testplanit/api/errors'
import type { SessionRow } from './answers.ts'

/** Throws CONFLICT where nothing may change any more in what was seen in a session. */
export function mustTakeResults({ status }: Pick<SessionRow, 'status'>): void {
  if (status !== 'ACTIVE')
    throw conflict(`This session is ${status.toLowerCase()}: it takes no results. Reopen it first.`)
}
