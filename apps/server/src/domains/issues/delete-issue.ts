import type { issues as operations } from '@testplanit/api/domains/issues/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { issues } from './tables.ts'

/** What it touches stays linked, so that it can come back whole. */
export const deleteIssue: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  record.deleted('issue', await remove(tx, issues, input.issueId, actor))
}
