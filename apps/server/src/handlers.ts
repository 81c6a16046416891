import { approvalsHandlers } from './domains/approvals/handlers.ts'
import { attachmentsHandlers } from './domains/attachments/handlers.ts'
import { auditHandlers } from './domains/audit/handlers.ts'
import { authHandlers } from './domains/auth/handlers.ts'
import { caseLinksHandlers } from './domains/case-links/handlers.ts'
import { caseVersionsHandlers } from './domains/case-versions/handlers.ts'
import { casesHandlers } from './domains/cases/handlers.ts'
import { commentsHandlers } from './domains/comments/handlers.ts'
import { configurationsHandlers } from './domains/configurations/handlers.ts'
import { fieldsHandlers } from './domains/fields/handlers.ts'
import { foldersHandlers } from './domains/folders/handlers.ts'
import { forecastsHandlers } from './domains/forecasts/handlers.ts'
import { groupsHandlers } from './domains/groups/handlers.ts'
import { importsHandlers } from './domains/imports/handlers.ts'
import { integrationsHandlers } from './domains/integrations/handlers.ts'
import { invitationsHandlers } from './domains/invitations/handlers.ts'
import { issuesHandlers } from './domains/issues/handlers.ts'
import { membersHandlers } from './domains/members/handlers.ts'
import { milestonesHandlers } from './domains/milestones/handlers.ts'
import { notificationsHandlers } from './domains/notifications/handlers.ts'
import { plansHandlers } from './domains/plans/handlers.ts'
import { projectsHandlers } from './domains/projects/handlers.ts'
import { reportsHandlers } from './domains/reports/handlers.ts'
import { resultsHandlers } from './domains/results/handlers.ts'
import { rolesHandlers } from './domains/roles/handlers.ts'
import { runsHandlers } from './domains/runs/handlers.ts'
import { searchHandlers } from './domains/search/handlers.ts'
import { sessionsHandlers } from './domains/sessions/handlers.ts'
import { sharedStepsHandlers } from './domains/shared-steps/handlers.ts'
import { tagsHandlers } from './domains/tags/handlers.ts'
import { templatesHandlers } from './domains/templates/handlers.ts'
import { trashHandlers } from './domains/trash/handlers.ts'
import { usersHandlers } from './domains/users/handlers.ts'
import type { Handlers } from './pipeline/handler.ts'

/** Every operation's handler. */
export const handlers = {
  auth: authHandlers,
  users: usersHandlers,
  invitations: invitationsHandlers,
  roles: rolesHandlers,
  groups: groupsHandlers,
  members: membersHandlers,
  audit: auditHandlers,
  projects: projectsHandlers,
  milestones: milestonesHandlers,
  cases: casesHandlers,
  approvals: approvalsHandlers,
  caseVersions: caseVersionsHandlers,
  caseLinks: caseLinksHandlers,
  configurations: configurationsHandlers,
  fields: fieldsHandlers,
  folders: foldersHandlers,
  search: searchHandlers,
  tags: tagsHandlers,
  templates: templatesHandlers,
  sharedSteps: sharedStepsHandlers,
  runs: runsHandlers,
  results: resultsHandlers,
  sessions: sessionsHandlers,
  issues: issuesHandlers,
  integrations: integrationsHandlers,
  plans: plansHandlers,
  comments: commentsHandlers,
  attachments: attachmentsHandlers,
  notifications: notificationsHandlers,
  imports: importsHandlers,
  reports: reportsHandlers,
  forecasts: forecastsHandlers,
  trash: trashHandlers,
} satisfies Handlers
