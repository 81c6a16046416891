/** What of the runs' pages stands in the address. */
import * as z from 'zod/mini'
import { id, search, text } from '../../app/search.ts'

const status = z.enum(['NOT_STARTED', 'IN_PROGRESS', 'PASSED', 'FAILED', 'BLOCKED', 'SKIPPED'])

export const RunsSearch = search({ q: text, status: z.enum(['ACTIVE', 'COMPLETED', 'CANCELLED']), milestone: id })
export const RunSearch = search({ status: z.array(status), assignee: id, q: text, case: text })
export const ExecuteSearch = search({ case: text, mine: z.boolean() })
