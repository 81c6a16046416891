import { either, project } from '../../access.ts'
import { Id } from '../../common/id.ts'
import { list, pageOf } from '../../common/page.ts'
import { type Operations, query, upload } from '../../operation.ts'
import { Import, ImportResults, ImportSummary } from './schemas.ts'

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
  list: query({
    path: 'GET /imports',
    summary: "A project's imports, newest first",
    description: 'Who brought results, when, and into which run. An import goes with its run.',
    access: project('imports', 'read').of('projectId'),
    input: list({ projectId: Id }),
    output: pageOf(Import),
  }),
} satisfies Operations
