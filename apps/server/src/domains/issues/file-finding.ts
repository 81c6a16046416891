import { grants } from '@testplanit/api/access'
import type { issues as operations } from '@testplanit/api/domains/issues/operations'
import { conflict, notFound } from '@testplanit/api/errors'
import { and, eq, isNull } from 'drizzle-orm'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import type { Writer } from '../../platform/database/database.ts'
import { readUploads } from '../attachments/queries.ts'
import { findings } from '../sessions/tables.ts'
import { issues } from './tables.ts'
import { fileIssue, insertLink } from './writes.ts'

export const fileFinding: Handler<typeof operations.fileFinding> = prepared(
  ({ input, platform }) => readUploads(platform.storage, input.attachments),
  async ({ input, prepared: uploads, ...call }) => {
    const { sessionId, findingId, ...given } = input
    const { actor, tx } = call
    const finding = await readFinding(tx, sessionId, findingId)
    if (!finding || !grants(actor.grants, 'sessions', 'read')) throw notFound('finding')
    if (finding.type !== 'BUG') throw conflict(`Only a BUG becomes an issue: this is a ${finding.type}.`)
    if (finding.issueName !== null) throw conflict(`This finding is an issue already: ${finding.issueName}.`)
    const { title, description, severity, projectId } = finding
    const filing = { ...call, uploads }
    const issue = await fileIssue(filing, { title, description, severity, ...given, projectId, findingId })
    await insertLink(tx, issue.id, ['session', sessionId], actor)
    return issue
  },
)

async function readFinding(tx: Writer, sessionId: string, findingId: string) {
  const { type, title, description, severity, projectId } = findings
  const [finding] = await tx
    .select({ type, title, description, severity, projectId, issueName: issues.name })
    .from(findings)
    .leftJoin(issues, and(eq(issues.findingId, findings.id), isNull(issues.deletedAt)))
    .where(and(eq(findings.id, findingId), eq(findings.sessionId, sessionId)))
  return finding
}
