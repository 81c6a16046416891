import * as z from 'zod'
import { base, changes } from '../../common/entity.ts'
import { Id, ref } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { name, RichText, text } from '../../common/text.ts'
import { durations, lasted, Seconds, Time } from '../../common/time.ts'
import { Attachment, Attachments, ChangedAttachments } from '../attachments/schemas.ts'

export const SessionStatus = z.enum(['ACTIVE', 'COMPLETED', 'CANCELLED'])
export const FindingType = z.enum(['BUG', 'QUESTION', 'IDEA', 'RISK', 'NOTE'])
export const Severity = z.enum(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'])

const fields = {
  name: name(),
  description: RichText.nullish().meta({ description: 'The mission.' }),
  templateId: ref('template').nullish(),
  milestoneId: ref('milestone').nullish(),
  configurationId: ref('configuration').nullish(),
  assignedTo: ref('user').nullish(),
  estimate: Seconds.nullish().meta({ description: 'The time box, in seconds.' }),
}

/** How many findings of each type there are. */
const FindingCounts = z.object({
  bug: z.int(),
  question: z.int(),
  idea: z.int(),
  risk: z.int(),
  note: z.int(),
})
export type FindingCounts = z.infer<typeof FindingCounts>

/** Exploring with a mission and a time box, as lists have it. */
export const ListedSession = z
  .object({
    ...base,
    projectId: Id,
    name: z.string(),
    description: RichText.nullable(),
    templateId: Id.nullable(),
    milestoneId: Id.nullable(),
    configurationId: Id.nullable(),
    assignedTo: Id.nullable(),
    estimate: z.int().nullable().meta({ description: 'Seconds.' }),
    status: SessionStatus,
    completedAt: Time.nullable(),
    duration: z.int().meta({ description: 'What its results took together, in seconds.' }),
    durationMs: z.int(),
    counts: FindingCounts,
  })
  .meta({ id: 'ListedSession' })
export type ListedSession = z.infer<typeof ListedSession>

export const Session = ListedSession.extend({ attachments: z.array(Attachment) }).meta({ id: 'Session' })
export type Session = z.infer<typeof Session>

export const CreateSession = z.strictObject({
  projectId: ref('project'),
  ...fields,
  attachments: Attachments.default([]),
})

/** COMPLETED ends the session: a later result is a 409. */
export const UpdateSession = changes({ ...fields, status: SessionStatus, attachments: ChangedAttachments }).extend({
  sessionId: Id,
})

export const ListSessions = list({
  projectId: Id,
  status: z.array(SessionStatus).max(3).optional(),
  assignedTo: Id.optional(),
  milestoneId: Id.optional(),
  search: text(200).optional(),
  sort: z.enum(['createdAt', '-createdAt', 'name', '-name', 'updatedAt', '-updatedAt']).default('-createdAt'),
})

const finding = { type: FindingType, title: name(500), description: RichText.nullish(), severity: Severity.nullish() }

export const RecordSessionResult = z
  .strictObject({
    sessionId: Id,
    notes: RichText.nullish(),
    ...durations,
    findings: z.array(z.strictObject(finding)).max(1000).default([]),
    attachments: Attachments.default([]),
  })
  .refine(
    ({ notes, duration, durationMs, findings, attachments }) =>
      findings.length + attachments.length > 0 || (notes ?? duration ?? durationMs) != null,
    {
      path: ['notes'],
      error: 'say something: notes, a duration, findings or attachments',
    },
  )

/** One thing that was found. */
export const Finding = z
  .object({
    id: Id,
    type: FindingType,
    title: z.string(),
    description: RichText.nullable(),
    severity: Severity.nullable(),
  })
  .meta({ id: 'Finding' })
export type Finding = z.infer<typeof Finding>

/** What was seen in a session. Results are never changed. */
export const SessionResult = z
  .object({
    id: Id,
    createdAt: Time,
    createdBy: Id.nullable(),
    sessionId: Id,
    notes: RichText.nullable(),
    ...lasted,
    findings: z.array(Finding),
    attachments: z.array(Attachment),
  })
  .meta({ id: 'SessionResult' })

export const ListSessionResults = list({ sessionId: Id })

/** A finding with the result in which it stands. */
export const ListedFinding = Finding.extend({
  sessionResultId: Id,
  createdAt: Time,
  createdBy: Id.nullable(),
  issueId: Id.nullable().meta({ description: 'The issue that was made of it, for those who read issues.' }),
}).meta({ id: 'ListedFinding' })

export const ListFindings = list({
  sessionId: Id,
  type: z.array(FindingType).max(5).optional(),
  severity: z.array(Severity).max(4).optional(),
})
