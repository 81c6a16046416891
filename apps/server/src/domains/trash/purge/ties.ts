import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core'
import { attachments, files } from '../../attachments/tables.ts'
import { apiTokens, logins, passwordResets } from '../../auth/tables.ts'
import { caseLinks } from '../../case-links/tables.ts'
import { caseVersions } from '../../case-versions/tables.ts'
import { caseFieldKeys, cases, caseTags, steps } from '../../cases/tables.ts'
import { commentMentions, comments } from '../../comments/tables.ts'
import { configurations } from '../../configurations/tables.ts'
import { fields } from '../../fields/tables.ts'
import { folders } from '../../folders/tables.ts'
import { groupMembers, groups } from '../../groups/tables.ts'
import { imports } from '../../imports/tables.ts'
import { integrations, projectIntegrations } from '../../integrations/tables.ts'
import { invitationProjects, invitations } from '../../invitations/tables.ts'
import { issueLinks, issues } from '../../issues/tables.ts'
import { groupRoles, members } from '../../members/tables.ts'
import { milestones } from '../../milestones/tables.ts'
import { notifications } from '../../notifications/tables.ts'
import { plans } from '../../plans/tables.ts'
import { projects } from '../../projects/tables.ts'
import { caseDurations, caseFailures, dailyResults, results } from '../../results/tables.ts'
import { roles } from '../../roles/tables.ts'
import { runCases, runConfigurations, runs } from '../../runs/tables.ts'
import { findings, sessionResults, sessions } from '../../sessions/tables.ts'
import { sharedSteps, sharedStepVersions } from '../../shared-steps/tables.ts'
import { tags } from '../../tags/tables.ts'
import { templateFields, templates } from '../../templates/tables.ts'
import { users } from '../../users/tables.ts'
import { deletions } from '../tables.ts'

/** What becomes, when a row goes for good, of the rows whose column names it. */
interface Ties {
  /** They are parts of it, and go with it. */
  parts?: AnyPgColumn[]
  /** They show it: while there is one, it stays, deleted as it is. */
  holders?: AnyPgColumn[]
  /** They go on without it. */
  freed?: AnyPgColumn[]
}

/** Every foreign key onto what is purged stands here; `purge-trash.test.ts` asks the database. */
export const tiesOf = new Map<PgTable, Ties>([
  [runCases, { holders: [results.runCaseId] }],
  [results, { parts: [attachments.resultId, comments.resultId, issueLinks.resultId] }],
  [
    runs,
    {
      parts: [
        runConfigurations.runId,
        dailyResults.runId,
        imports.runId,
        comments.runId,
        attachments.runId,
        issueLinks.runId,
      ],
      holders: [runCases.runId],
    },
  ],
  [
    sessions,
    {
      parts: [
        sessionResults.sessionId,
        findings.sessionId,
        comments.sessionId,
        attachments.sessionId,
        issueLinks.sessionId,
      ],
    },
  ],
  [sessionResults, { parts: [findings.sessionResultId, attachments.sessionResultId] }],
  [findings, { freed: [issues.findingId] }],
  [issues, { parts: [issueLinks.issueId, attachments.issueId] }],
  [comments, { parts: [commentMentions.commentId, attachments.commentId] }],
  [attachments, {}],
  [files, { holders: [attachments.fileId] }],
  [
    cases,
    {
      parts: [
        steps.caseId,
        caseTags.caseId,
        caseFieldKeys.caseId,
        caseVersions.caseId,
        caseLinks.caseAId,
        caseLinks.caseBId,
        caseFailures.caseId,
        caseDurations.caseId,
        comments.caseId,
        attachments.caseId,
        issueLinks.caseId,
      ],
      holders: [runCases.caseId, results.caseId],
    },
  ],
  [steps, { parts: [attachments.stepId] }],
  [plans, { freed: [runs.planId] }],
  [milestones, { holders: [milestones.parentId], freed: [runs.milestoneId, sessions.milestoneId, plans.milestoneId] }],
  [folders, { holders: [folders.parentId, cases.folderId] }],
  [
    configurations,
    { holders: [runConfigurations.configurationId, runCases.configurationId, sessions.configurationId] },
  ],
  [tags, { parts: [caseTags.tagId] }],
  [integrations, { parts: [projectIntegrations.integrationId], freed: [issues.integrationId] }],
  [groups, { parts: [groupMembers.groupId, groupRoles.groupId] }],
  [
    roles,
    {
      parts: [groupRoles.roleId, invitationProjects.roleId],
      freed: [users.roleId, members.roleId, invitations.roleId, projects.defaultRoleId],
    },
  ],
  [
    users,
    {
      parts: [
        members.userId,
        groupMembers.userId,
        notifications.userId,
        logins.userId,
        apiTokens.userId,
        passwordResets.userId,
        invitations.userId,
      ],
    },
  ],
  [invitations, { parts: [invitationProjects.invitationId] }],
  [templates, { parts: [templateFields.templateId], holders: [cases.templateId, sessions.templateId] }],
  [fields, { parts: [templateFields.fieldId, caseFieldKeys.fieldId] }],
  [sharedSteps, { parts: [sharedStepVersions.sharedStepId], freed: [steps.sharedStepId] }],
  [projectIntegrations, {}],
  [
    projects,
    {
      parts: [
        sharedSteps.projectId,
        projectIntegrations.projectId,
        members.projectId,
        groupRoles.projectId,
        invitationProjects.projectId,
        notifications.projectId,
        deletions.projectId,
        imports.projectId,
        dailyResults.projectId,
        caseFailures.projectId,
        caseLinks.projectId,
      ],
      holders: [
        runs.projectId,
        sessions.projectId,
        sessionResults.projectId,
        findings.projectId,
        issues.projectId,
        comments.projectId,
        attachments.projectId,
        cases.projectId,
        plans.projectId,
        milestones.projectId,
        folders.projectId,
        configurations.projectId,
        tags.projectId,
        templates.projectId,
        fields.projectId,
      ],
    },
  ],
])
