import { approvals } from './domains/approvals/operations.ts'
import { attachments } from './domains/attachments/operations.ts'
import { audit } from './domains/audit/operations.ts'
import { auth } from './domains/auth/operations.ts'
import { caseLinks } from './domains/case-links/operations.ts'
import { caseVersions } from './domains/case-versions/operations.ts'
import { cases } from './domains/cases/operations.ts'
import { comments } from './domains/comments/operations.ts'
import { configurations } from './domains/configurations/operations.ts'
import { fields } from './domains/fields/operations.ts'
import { folders } from './domains/folders/operations.ts'
import { forecasts } from './domains/forecasts/operations.ts'
import { groups } from './domains/groups/operations.ts'
import { imports } from './domains/imports/operations.ts'
import { integrations } from './domains/integrations/operations.ts'
import { invitations } from './domains/invitations/operations.ts'
import { issues } from './domains/issues/operations.ts'
import { members } from './domains/members/operations.ts'
import { milestones } from './domains/milestones/operations.ts'
import { notifications } from './domains/notifications/operations.ts'
import { plans } from './domains/plans/operations.ts'
import { projects } from './domains/projects/operations.ts'
import { reports } from './domains/reports/operations.ts'
import { results } from './domains/results/operations.ts'
import { roles } from './domains/roles/operations.ts'
import { runs } from './domains/runs/operations.ts'
import { search } from './domains/search/operations.ts'
import { sessions } from './domains/sessions/operations.ts'
import { sharedSteps } from './domains/shared-steps/operations.ts'
import { tags } from './domains/tags/operations.ts'
import { templates } from './domains/templates/operations.ts'
import { trash } from './domains/trash/operations.ts'
import { users } from './domains/users/operations.ts'

/** Every operation of the product, by domain. */
export const contract = {
  auth,
  users,
  invitations,
  roles,
  groups,
  members,
  projects,
  milestones,
  folders,
  cases,
  approvals,
  caseVersions,
  caseLinks,
  tags,
  fields,
  templates,
  sharedSteps,
  configurations,
  runs,
  results,
  sessions,
  issues,
  integrations,
  plans,
  comments,
  attachments,
  notifications,
  imports,
  reports,
  forecasts,
  search,
  audit,
  trash,
}
export type Contract = typeof contract
