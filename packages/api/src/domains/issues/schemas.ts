import * as z from 'zod'
import { base, changes } from '../../common/entity.ts'
import { Id, ref } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { line, name, RichText, text } from '../../common/text.ts'
import { Time } from '../../common/time.ts'
import { HttpUrl } from '../../common/url.ts'
import { Attachment, Attachments, ChangedAttachments } from '../attachments/schemas.ts'
import { Priority } from '../cases/schemas.ts'
import { RunStatus } from '../runs/schemas.ts'
import { Severity } from '../sessions/schemas.ts'

const IssueStatus = z.enum(['OPEN', 'IN_PROGRESS', 'RESOLVED', 'CLOSED'])

const fields = {
  name: name().meta({ description: 'The short key, unique in its project. Without one: the next ISSUE-12.' }),
  title: name(500),
  description: RichText.nullish(),
  status: IssueStatus,
  priority: Priority.nullish(),
  severity: Severity.nullish(),
  assignedTo: ref('user').nullish(),
  externalId: line(255).nullish().meta({ description: 'Its key in a tracker outside.' }),
  externalUrl: HttpUrl.nullish(),
  integrationId: ref('integration').nullish().meta({ description: 'One that is at work in the project.' }),
}

/** Something that is wrong, here or in a tracker outside, as lists have it. */
export const ListedIssue = z
  .object({
    ...base,
    projectId: Id,
    name: z.string(),
    title: z.string(),
    description: RichText.nullable(),
    status: IssueStatus,
    priority: Priority.nullable(),
    severity: Severity.nullable(),
    assignedTo: Id.nullable(),
    externalId: z.string().nullable(),
    externalUrl: z.string().nullable(),
    integrationId: Id.nullable(),
    findingId: Id.nullable().meta({ description: 'The finding of a session that it was made of.' }),
  })
  .meta({ id: 'ListedIssue' })
export type ListedIssue = z.infer<typeof ListedIssue>

export const Issue = ListedIssue.extend({ attachments: z.array(Attachment) }).meta({ id: 'Issue' })
export type Issue = z.infer<typeof Issue>

const { name: givenName, title, status, ...optional } = fields

export const CreateIssue = z.strictObject({
  projectId: ref('project'),
  name: givenName.optional(),
  title,
  status: status.default('OPEN'),
  ...optional,
  attachments: Attachments.default([]),
})

/** What is not given is the finding's. */
export const FileFinding = z.strictObject({
  sessionId: Id,
  findingId: Id,
  name: givenName.optional(),
  title: title.optional(),
  ...optional,
  attachments: Attachments.default([]),
})

export const UpdateIssue = changes({ ...fields, attachments: ChangedAttachments }).extend({ issueId: Id })

const filters = {
  status: z.array(IssueStatus).max(4).optional(),
  priority: z.array(Priority).max(4).optional(),
  severity: z.array(Severity).max(4).optional(),
}

export const ListIssues = list({
  projectId: Id.optional(),
  integrationId: Id.optional(),
  assignedTo: Id.optional(),
  ...filters,
  search: text(200).optional().meta({ description: 'In name, title and external id.' }),
  isDeleted: z.boolean().default(false).meta({ description: 'Shows the deleted also.' }),
  sort: z.enum(['createdAt', '-createdAt', 'updatedAt', '-updatedAt']).default('-createdAt'),
})

/** What an issue can touch. */
export const IssueSubject = z.enum(['testCase', 'testRun', 'session', 'testRunResult'])
export type IssueSubject = z.infer<typeof IssueSubject>

export const ListIssuesOf = list({ entityType: IssueSubject, entityId: Id, ...filters })

export const LinkIssue = z.strictObject({ issueId: ref('issue'), entityType: IssueSubject, entityId: Id })

/** That an issue touches something. */
export const IssueLink = z
  .object({
    id: Id,
    createdAt: Time,
    createdBy: Id.nullable(),
    issueId: Id,
    entityType: IssueSubject,
    entityId: Id,
    title: z.string().meta({ description: 'What it is called; a result, as its case.' }),
    number: z.int().nullable().meta({ description: 'Of a case, and of that of a result.' }),
    status: z.string().nullable().meta({ description: 'Of a run, a session or a result.' }),
    runId: Id.nullable().meta({ description: 'Where a result stands.' }),
    runName: z.string().nullable(),
    runCaseId: Id.nullable(),
  })
  .meta({ id: 'IssueLink' })
export type IssueLink = z.infer<typeof IssueLink>

export const ListIssueLinks = list({ issueId: Id })

/** A run in which an issue failed. */
export const FailedRun = z
  .object({
    id: Id,
    name: z.string(),
    status: RunStatus,
    failures: z.int().meta({ description: 'How many of the results that it is linked to have FAILED there.' }),
    lastFailedAt: Time,
  })
  .meta({ id: 'FailedRun' })
