import type { Issue, IssueSubject } from '@testplanit/api/domains/issues/schemas'
import { notFound } from '@testplanit/api/errors'
import { eq, sql } from 'drizzle-orm'
import type { Actor } from '../../pipeline/actor.ts'
import type { Recorder } from '../../pipeline/record.ts'
import type { Writer } from '../../platform/database/database.ts'
import { answer, insert } from '../../platform/database/entities.ts'
import { newId } from '../../platform/database/ids.ts'
import type { Given, Uploads } from '../attachments/queries.ts'
import { attach } from '../attachments/writes.ts'
import { mustBeAtWork } from '../integrations/rules.ts'
import { mustReadProject } from '../members/rules.ts'
import { results } from '../results/tables.ts'
import { subjectFields } from './queries.ts'
import { mustNotBeMade } from './rules.ts'
import { issueLinks, issues } from './tables.ts'

type Values = Omit<typeof issues.$inferInsert, 'id' | 'createdBy' | 'updatedBy' | 'version'>

interface Filing {
  tx: Writer
  actor: Actor
  record: Recorder
  uploads: Uploads
}

/** Makes an issue and tells of it. Without a name it gets the next one. */
export async function fileIssue(
  { tx, actor, record, uploads }: Filing,
  { attachments: given, ...values }: Values & { attachments: Given[] },
): Promise<Issue> {
  const { projectId, assignedTo, integrationId } = values
  if (values.name !== undefined) mustNotBeMade(values.name)
  if (assignedTo) await mustReadProject(tx, projectId, [{ userId: assignedTo, field: 'assignedTo' }])
  if (integrationId) await mustBeAtWork(tx, actor, projectId, integrationId)
  const issue = await insert(tx, issues, values, actor)
  const { id, name, title, status } = issue
  const attachments = await attach({ tx, actor, record, uploads }, { at: 'issue_id', id, given })
  record.created('issue', Object.assign(issue, { attachments }))
  record.event('issue.created', { id, projectId, name, title, status })
  if (assignedTo) record.event('issue.assigned', { id, projectId, assigned: [{ userId: assignedTo, count: 1 }] })
  return { ...answer(issue), attachments }
}

/** Links an issue, and gives the id of the link; the same one where it is linked already. */
export async function insertLink(
  tx: Writer,
  issueId: string,
  [entityType, entityId]: [IssueSubject, string],
  actor: { id: string },
): Promise<string> {
  const touched = entityType === 'testRunResult' ? await placeOf(tx, entityId) : {}
  const { issueId: issue, caseId, runId, sessionId, resultId } = issueLinks
  const [link] = await tx
    .insert(issueLinks)
    .values({ id: newId(), createdBy: actor.id, issueId, ...touched, [subjectFields[entityType]]: entityId })
    .onConflictDoUpdate({ target: [issue, caseId, runId, sessionId, resultId], set: { issueId } })
    .returning({ id: issueLinks.id })
  if (!link) throw new Error('A link of an issue was neither made nor found.')
  return link.id
}

/** The case and the run of a result. */
async function placeOf(tx: Writer, resultId: string) {
  const { caseId, runId } = results
  const [place] = await tx.select({ caseId, runId }).from(results).where(eq(results.id, resultId))
  if (!place) throw notFound('result')
  return place
}

/** Stands in a `with` behind a relation `gone` (id) of results that the statement deletes for good: nothing touches them then. */
export const unlinked = sql`
  unlinked as (
    delete from issue_links using gone where issue_links.result_id = gone.id
  )`
