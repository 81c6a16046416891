import type { cases as operations } from '@testplanit/api/domains/cases/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { unlink } from '../case-links/writes.ts'
import { cases } from './tables.ts'
import { countCases } from './writes.ts'

/** Runs that hold the case keep it; its steps, tags and links stay with it, so that it can come back whole. */
export const deleteCase: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  const removed = await remove(tx, cases, input.caseId, actor)
  const { projectId, deletionId } = removed
  await unlink(tx, { projectId, deletionId: deletionId as string }, [removed.id])
  record.deleted('case', removed)
  await countCases(tx, projectId, [{ folderId: removed.folderId, by: -1 }])
}
