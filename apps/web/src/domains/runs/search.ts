/** What of the runs' pages stands in the address. */
import * as z from 'zod/mini'

const status = z.enum(['NOT_STARTED', 'IN_PROGRESS', 'PASSED', 'FAILED', 'BLOCKED', 'SKIPPED'])

export const RunsSearch = z.object({
  q: z.optional(z.string()),
  status: z.optional(z.enum(['ACTIVE', 'COMPLETED', 'CANCELLED'])),
  milestone: z.optional(z.string()),
})
export const RunSearch = z.object({
  status: z.optional(z.array(status)),
  assignee: z.optional(z.string()),
  q: z.optional(z.string()),
  case: z.optional(z.string()),
})
export const ExecuteSearch = z.object({ case: z.optional(z.string()), mine: z.optional(z.boolean()) })
