import type { Handlers } from '../../pipeline/handler.ts'
import { createIssue } from './create-issue.ts'
import { deleteIssue } from './delete-issue.ts'
import { fileFinding } from './file-finding.ts'
import { getIssue } from './get-issue.ts'
import { linkIssue } from './link-issue.ts'
import { listIssues } from './list-issues.ts'
import { listIssuesOf } from './list-issues-of.ts'
import { listLinks } from './list-links.ts'
import { listRuns } from './list-runs.ts'
import { unlinkIssue } from './unlink-issue.ts'
import { updateIssue } from './update-issue.ts'

export const issuesHandlers = {
  list: listIssues,
  listOf: listIssuesOf,
  create: createIssue,
  fileFinding,
  get: getIssue,
  update: updateIssue,
  delete: deleteIssue,
  link: linkIssue,
  unlink: unlinkIssue,
  listLinks,
  listRuns,
} satisfies Handlers['issues']
