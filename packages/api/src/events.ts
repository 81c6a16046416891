import type { AttachmentEvents } from './domains/attachments/events.ts'
import type { CaseEvents } from './domains/cases/events.ts'
import type { CommentEvents } from './domains/comments/events.ts'
import type { IssueEvents } from './domains/issues/events.ts'
import type { MilestoneEvents } from './domains/milestones/events.ts'
import type { NotificationEvents } from './domains/notifications/events.ts'
import type { RunEvents } from './domains/runs/events.ts'
import type { SessionEvents } from './domains/sessions/events.ts'

/** What happened, by name, with what it carries. */
export interface Events
  extends AttachmentEvents,
    CaseEvents,
    CommentEvents,
    IssueEvents,
    MilestoneEvents,
    NotificationEvents,
    RunEvents,
    SessionEvents {}
