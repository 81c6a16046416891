import { either } from '../../access.ts'
import { type Operations, upload } from '../../operation.ts'
import { ImportResults, ImportSummary } from './schemas.ts'

export const imports = {
  junit: upload({
    path: 'POST /junit/import',
    summary: 'Import JUnit results into a run',
    description:
      'Suites become folders. Cases are matched by class name (or the path of suites), name and place among equals. One transaction; the same bytes again add nothing.',
    access: either(
      'imports',
      'write',
      { entity: 'run', field: 'testRunId' },
      { entity: 'project', field: 'projectId' },
    ),
    input: ImportResults,
    output: ImportSummary,
  }),
} satisfies Operations
