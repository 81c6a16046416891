import { project } from '../../access.ts'
import { type Operations, query } from '../../operation.ts'
import { AskTestExecution, TestExecution } from './schemas.ts'

export const reports = {
  testExecution: query({
    path: 'POST /report-builder/test-execution',
    summary: 'Report what was executed, day by day, and what fails most',
    access: project('reports', 'read').of('projectId'),
    input: AskTestExecution,
    output: TestExecution,
  }),
} satisfies Operations
