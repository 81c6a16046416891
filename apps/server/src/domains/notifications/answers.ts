import type { Notification } from '@testplanit/api/domains/notifications/schemas'
import type { Letter } from '../../platform/mail/mail.ts'
import type { notifications } from './tables.ts'

type Row = typeof notifications.$inferSelect & Pick<Notification, 'actor' | 'projectName'>

/** A notification as the API answers it. */
export function notificationOf(row: Row): Notification {
  const { id, createdAt, kind, actor, projectId, projectName, entityType, entityId, title, readAt } = row
  const { commentId = null, excerpt = null, runId = null, runCaseId = null, count = null } = row.data
  const about = { projectId, projectName, entityType, entityId, title }
  return { id, createdAt, kind, actor, ...about, commentId, excerpt, runId, runCaseId, count, readAt }
}

type Told = Omit<Row, 'readAt' | 'inApp' | 'eventId' | 'userId' | 'actorId' | 'actor'> & {
  actorName: string | null
  email: string
}

/** A notification as a mail to who is told, with addresses beneath `origin`. */
export function letterOf(told: Told, origin: string): Omit<Letter, 'id'> {
  const { kind, actorName, title, email, projectName, data } = told
  const who = actorName ?? 'Somebody'
  const says: Record<Notification['kind'], string> = {
    MENTIONED: `${who} mentioned you in a comment on “${title}”`,
    COMMENTED: `${who} commented on “${title}”`,
    ASSIGNED: data.count
      ? `${who} assigned ${data.count === 1 ? 'a test case' : `${data.count} test cases`} to you in “${title}”`
      : `${who} assigned “${title}” to you`,
    RUN_COMPLETED: `${who} completed the test run “${title}”`,
    SESSION_COMPLETED: `${who} completed the session “${title}”`,
    MILESTONE_COMPLETED: `${who} completed the milestone “${title}”`,
    CASE_APPROVED: `${who} approved “${title}”`,
    CASE_REJECTED: `${who} gave “${title}” back: it is a draft again`,
  }
  const quoted = data.excerpt ? `${data.excerpt.replace(/^/gm, '> ')}\n\n` : ''
  return {
    to: email,
    subject: `[${projectName}] ${says[kind]}`,
    text: `${says[kind]}.\n\n${quoted}${origin}${placeOf(told)}\n\n--\nHow you are told what: ${origin}/profile\n`,
  }
}

/** Where in the web app to look at what a notification is about. */
function placeOf({ projectId, entityType, entityId, data: { runId, runCaseId } }: Told): string {
  const place: Record<Notification['entityType'], string> = {
    repositoryCase: `cases?case=${entityId}`,
    testRun: `runs/${entityId}`,
    testRunResult: `runs/${runId}?case=${runCaseId}`,
    session: `sessions/${entityId}`,
    issue: `issues/${entityId}`,
    milestone: `milestones?milestone=${entityId}`,
  }
  return `/projects/${projectId}/${place[entityType]}`
}

const EXCERPT = 300

/** The first words of a text, on a line or more; cut between characters. */
export function beginningOf(text: string): string {
  const all = [...text.trim()]
  return all.length > EXCERPT ? `${all.slice(0, EXCERPT).join('')}…` : all.join('')
}
