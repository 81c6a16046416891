import * as z from 'zod'
import { Id } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { Time } from '../../common/time.ts'
import { Person } from '../users/schemas.ts'

export const NotificationKind = z.enum([
  'MENTIONED',
  'ASSIGNED',
  'COMMENTED',
  'RUN_COMPLETED',
  'SESSION_COMPLETED',
  'MILESTONE_COMPLETED',
  'CASE_APPROVED',
  'CASE_REJECTED',
])
export type NotificationKind = z.infer<typeof NotificationKind>

/** Whether somebody is told in the app, and by mail. */
const Ways = z.strictObject({ app: z.boolean(), mail: z.boolean() })

/** How people are told what, unless they choose otherwise: mail is for what asks something of one. */
export const usualWays: Record<NotificationKind, z.infer<typeof Ways>> = {
  MENTIONED: { app: true, mail: true },
  ASSIGNED: { app: true, mail: true },
  COMMENTED: { app: true, mail: false },
  RUN_COMPLETED: { app: true, mail: false },
  SESSION_COMPLETED: { app: true, mail: false },
  MILESTONE_COMPLETED: { app: true, mail: false },
  CASE_APPROVED: { app: true, mail: false },
  CASE_REJECTED: { app: true, mail: true },
}

/** What somebody is told of. Names and texts are as they stood when it happened. */
export const Notification = z
  .object({
    id: Id,
    createdAt: Time,
    kind: NotificationKind,
    actor: Person.nullable().meta({ description: 'Whose doing it was.' }),
    projectId: Id,
    projectName: z.string(),
    entityType: z.enum(['repositoryCase', 'testRun', 'testRunResult', 'session', 'issue', 'milestone']),
    entityId: Id,
    title: z.string().meta({ description: 'The name of what it is about.' }),
    commentId: Id.nullable(),
    excerpt: z.string().nullable().meta({ description: 'How the comment begins, or what a reviewer said.' }),
    runId: Id.nullable().meta({ description: 'Where the result stands that it is about.' }),
    runCaseId: Id.nullable(),
    count: z.int().nullable().meta({ description: 'How many run cases were assigned.' }),
    readAt: Time.nullable(),
  })
  .meta({ id: 'Notification' })
export type Notification = z.infer<typeof Notification>

export const ListNotifications = list({ unread: z.boolean().optional() })

export const ReadNotifications = z
  .strictObject({ ids: z.array(Id).min(1).max(1000).optional(), all: z.literal(true).optional() })
  .refine(({ ids, all }) => (ids === undefined) !== (all === undefined), {
    path: ['ids'],
    error: 'give ids or all: one of them',
  })

export const Preferences = z.object({
  preferences: z.record(NotificationKind, Ways),
  sendsMail: z.boolean().meta({ description: 'Whether this installation sends mail at all.' }),
})

export type Preferences = z.infer<typeof Preferences>

/** Kinds that are not named stay as they are. */
export const UpdatePreferences = z.strictObject({ preferences: z.partialRecord(NotificationKind, Ways) })
