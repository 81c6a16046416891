import type { Case } from './schemas.ts'

type Subject = Pick<Case, 'id' | 'projectId' | 'number' | 'title'>

export interface CaseEvents {
  'test_case.created': Subject
  'test_case.updated': Subject
}
