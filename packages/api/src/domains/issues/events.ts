import type { Issue } from './schemas.ts'

export interface IssueEvents {
  'issue.created': Pick<Issue, 'id' | 'projectId' | 'name' | 'title' | 'status'>
}
