import type { folders as operations } from '@testplanit/api/domains/folders/operations'
import { conflict, notFound } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { idsOf, newId } from '../../platform/database/ids.ts'
import { lock } from '../../platform/database/locks.ts'
import { subtreeOf } from '../../platform/database/trees.ts'
import { unlink } from '../case-links/writes.ts'
import { folders } from './tables.ts'
import { type CaseCountChange, countCases } from './writes.ts'

/** Once the folders are marked, no case can come into them any more: what they hold then is what goes with them. */
export const deleteFolder: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  const { projectId } = actor
  const deletionId = newId()
  await lock(tx, 'folders', projectId)
  const deleted = await tx
    .update(folders)
    .set({ deletedAt: sql`now()`, deletionId, updatedAt: sql`now()`, updatedBy: actor.id })
    .where(
      sql`${folders.id} in (select id from folders where id in ${subtreeOf(folders, input.folderId)} order by id for no key update)`,
    )
    .returning()
  const folder = deleted.find(({ id }) => id === input.folderId.toLowerCase())
  if (!folder) throw notFound('folder')
  if (!folder.parentId) throw conflict('The root folder of a project cannot be deleted.')

  const emptied = await tx.execute<CaseCountChange>(sql`
    with gone as (
      update cases set deleted_at = now(), deletion_id = ${deletionId}, updated_at = now(), updated_by = ${actor.id}
       where deleted_at is null and folder_id in (
         select folder.id::uuid from jsonb_array_elements_text(${JSON.stringify(deleted.map(({ id }) => id))}::jsonb) as folder(id))
      returning folder_id
    )
    select folder_id as "folderId", -count(*)::int as by from gone group by folder_id`)
  await unlink(tx, { projectId, deletionId })
  const cases = emptied.reduce((sum, { by }) => sum - by, 0)
  const beneath = deleted.filter((one) => one !== folder)
  record.deleted('folder', folder, { deletionId, beneath: beneath.length, beneathIds: idsOf(beneath), cases })
  await countCases(tx, projectId, emptied)
}
