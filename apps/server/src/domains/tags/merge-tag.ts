import type { tags as operations } from '@testplanit/api/domains/tags/operations'
import { invalid, notFound } from '@testplanit/api/errors'
import { and, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { anyOf, newId } from '../../platform/database/ids.ts'
import { type Carriers, carriersOf, readTag } from './queries.ts'
import { tags } from './tables.ts'

/** Both are locked: whoever puts one of them on a case has done so before, or does not find the one that goes. */
export const mergeTag: Handler<typeof operations.merge> = async ({ input, actor, tx, record }) => {
  const { tagId, intoId } = input
  if (tagId === intoId) throw invalid({ field: 'intoId', message: 'is the tag itself' })
  const held = await tx
    .select({ id: tags.id, name: tags.name })
    .from(tags)
    .where(and(sql`${tags.id} = ${anyOf([tagId, intoId])}`, isNull(tags.deletedAt)))
    .orderBy(sql`lower(${tags.name})`)
    .for('no key update')
  const merged = held.find(({ id }) => id === tagId)
  if (!merged) throw notFound('tag')
  if (held.length < 2) throw invalid({ field: 'intoId', message: 'names no tag that exists here' })
  const [carriers] = await tx.execute<Carriers>(sql`
    with gone as (
      update tags set deleted_at = now(), deletion_id = ${newId()}, updated_at = now(), updated_by = ${actor.id}
       where id = ${tagId}
    ), moved as (
      insert into case_tags (case_id, tag_id) select case_id, ${intoId}::uuid from case_tags where tag_id = ${tagId}
          on conflict do nothing
    ) ${carriersOf(tagId)}`)
  const into = await readTag(tx, actor.projectId, intoId)
  record.did('tag', into, { merged: { ...merged, ...carriers } })
  return into
}
