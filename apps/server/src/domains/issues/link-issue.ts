import type { issues as operations } from '@testplanit/api/domains/issues/operations'
import { eq } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { selectLinks } from './queries.ts'
import { issueLinks } from './tables.ts'
import { insertLink } from './writes.ts'

export const linkIssue: Handler<typeof operations.link> = async ({ input, actor, tx, record }) => {
  const { issueId, entityType, entityId } = input
  const id = await insertLink(tx, issueId, [entityType, entityId], actor)
  record.did('issue', { id: issueId, projectId: actor.projectId }, { linked: { entityType, entityId } })
  const [link] = await selectLinks(tx).where(eq(issueLinks.id, id))
  if (!link) throw new Error('A link of an issue is gone as soon as it was made.')
  return link
}
