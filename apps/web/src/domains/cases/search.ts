/** What of the repository stands in the address. */
import * as z from 'zod/mini'
import { id, search, text } from '../../app/search.ts'

export const CasesSearch = search({
  folder: id,
  case: text,
  q: text,
  tags: z.array(text),
  priority: z.array(z.enum(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'])),
  automation: z.array(z.enum(['MANUAL', 'AUTOMATED', 'SEMI_AUTOMATED'])),
  sort: z.enum(['createdAt', '-createdAt', 'title', '-title', 'updatedAt', '-updatedAt']),
  tab: z.enum(['steps', 'results']),
})
