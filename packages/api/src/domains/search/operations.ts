import * as z from 'zod'
import { readable } from '../../access.ts'
import { Id } from '../../common/id.ts'
import { text } from '../../common/text.ts'
import { type Operations, query } from '../../operation.ts'

export const search = {
  names: query({
    path: 'GET /search/names',
    summary: 'Find projects, runs and cases by name or number, best first',
    access: readable('project'),
    input: z.strictObject({ q: text(200), projectId: Id.optional() }),
    output: z.object({
      results: z.array(
        z.object({
          type: z.enum(['projects', 'test_runs', 'repository_cases']),
          id: Id,
          projectId: Id,
          projectName: z.string(),
          title: z.string(),
          number: z.int().nullable(),
        }),
      ),
    }),
  }),
} satisfies Operations
