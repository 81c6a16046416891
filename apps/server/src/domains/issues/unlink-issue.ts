import type { issues as operations } from '@testplanit/api/domains/issues/operations'
import { notFound } from '@testplanit/api/errors'
import { and, eq, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { subjectFields } from './queries.ts'
import { issueLinks } from './tables.ts'

export const unlinkIssue: Handler<typeof operations.unlink> = async ({ input, actor, tx, record }) => {
  const { issueId, entityType, entityId } = input
  const gone = await tx
    .delete(issueLinks)
    .where(
      and(
        eq(issueLinks.issueId, issueId),
        eq(issueLinks[subjectFields[entityType]], entityId),
        entityType === 'testRunResult' ? undefined : isNull(issueLinks.resultId),
      ),
    )
    .returning({ id: issueLinks.id })
  if (!gone.length) throw notFound('link of this issue')
  record.did('issue', { id: issueId, projectId: actor.projectId }, { unlinked: { entityType, entityId } })
}
