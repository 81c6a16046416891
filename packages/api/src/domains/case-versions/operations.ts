import { project } from '../../access.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import { Case } from '../cases/schemas.ts'
import {
  CaseComparison,
  CaseVersion,
  CompareVersions,
  ListedCaseVersion,
  ListVersions,
  OneVersion,
  RestoreVersion,
} from './schemas.ts'

export const caseVersions = {
  list: query({
    path: 'GET /repository-cases/{caseId}/versions',
    summary: "List a test case's versions, the newest first",
    description: 'Each change made one; the last in the list is its creation. Numbers can be left out.',
    access: project('cases', 'read').through('case', 'caseId'),
    input: ListVersions,
    output: pageOf(ListedCaseVersion),
  }),
  compare: query({
    path: 'GET /repository-cases/{caseId}/versions/compare',
    summary: 'Compare two versions of a test case, field by field',
    description:
      'After a 409 for a stale expectedVersion: with that version as `from`, it says what others have changed meanwhile.',
    access: project('cases', 'read').through('case', 'caseId'),
    input: CompareVersions,
    output: CaseComparison,
  }),
  get: query({
    path: 'GET /repository-cases/{caseId}/versions/{version}',
    summary: 'Get a test case as it was in a version',
    access: project('cases', 'read').through('case', 'caseId'),
    input: OneVersion,
    output: CaseVersion,
  }),
  restore: command({
    path: 'POST /repository-cases/{caseId}/versions/{version}/restore',
    summary: 'Bring a version of a test case back, as a new one',
    description: `All of it comes back: what has been added since goes, steps keep their ids, attachments that were taken
away stand there again. A folder or template that is gone by now stays the present one; so does a value of a custom field
that the template has no longer.`,
    access: project('cases', 'write').through('case', 'caseId'),
    input: RestoreVersion,
    output: Case,
  }),
} satisfies Operations
