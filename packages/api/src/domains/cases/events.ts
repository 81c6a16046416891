import type { Case } from './schemas.ts'

type Subject = Pick<Case, 'id' | 'projectId' | 'number' | 'title'>

/** `authorId`: who changed the content last. */
type Reviewed = Subject & { comment: string | null; authorId: string | null; submittedBy: string | null }

export interface CaseEvents {
  'test_case.created': Subject
  'test_case.updated': Subject
  'test_case.approved': Reviewed
  'test_case.rejected': Reviewed
}
