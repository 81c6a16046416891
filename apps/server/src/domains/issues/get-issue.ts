import type { issues as operations } from '@testplanit/api/domains/issues/operations'
import { notFound } from '@testplanit/api/errors'
import { and, eq, getTableColumns, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { answer } from '../../platform/database/entities.ts'
import { attachmentsAt } from '../attachments/answers.ts'
import { issues } from './tables.ts'

const columns = { ...getTableColumns(issues), attachments: attachmentsAt('issue_id', 'issues.id') }

export const getIssue: Handler<typeof operations.get> = async ({ input, db }) => {
  const isIt = and(eq(issues.id, input.issueId), isNull(issues.deletedAt))
  const [issue] = await db.select(columns).from(issues).where(isIt)
  if (!issue) throw notFound('issue')
  return answer(issue)
}
