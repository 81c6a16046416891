/** What of the repository stands in the address. */
import * as z from 'zod/mini'

export const CasesSearch = z.object({
  folder: z.optional(z.string()),
  case: z.optional(z.string()),
  q: z.optional(z.string()),
  tags: z.optional(z.array(z.string())),
  priority: z.optional(z.array(z.enum(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']))),
  automation: z.optional(z.array(z.enum(['MANUAL', 'AUTOMATED', 'SEMI_AUTOMATED']))),
  sort: z.optional(z.enum(['createdAt', '-createdAt', 'title', '-title', 'updatedAt', '-updatedAt'])),
  tab: z.optional(z.enum(['steps', 'results'])),
})
