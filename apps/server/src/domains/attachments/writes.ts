import type { Attachment } from '@testplanit/api/domains/attachments/schemas'
import { type Issue, refuseAny } from '@testplanit/api/errors'
import { type SQL, sql } from 'drizzle-orm'
import type { Recorder } from '../../pipeline/record.ts'
import type { Writer } from '../../platform/database/database.ts'
import { anyOf, newId, timeOf } from '../../platform/database/ids.ts'
import type { ImageType } from '../../platform/images/image-type.ts'
import { attachmentOf, type SubjectColumn } from './answers.ts'
import { type Given, readAttachments, type Uploads } from './queries.ts'

/** A new attachment on its way into a statement. */
export interface NewRow {
  id: string
  createdAt: string
  position: number
  name: string
  url: string | null
  fileKey: string | null
  size: number | null
  image: ImageType | null
}

/** What the new attachments of one input become rows of. A file that did not come, or stands there twice, has no key. */
export function newRows(uploads: Uploads): (given: Given, position: number) => NewRow {
  const left = new Map(uploads)
  return ({ name, url = null, fileKey = '' }, position) => {
    const upload = left.get(fileKey)
    left.delete(fileKey)
    const file = upload ? { fileKey, ...upload } : { fileKey: null, size: null, image: null }
    const id = newId()
    return { id, createdAt: timeOf(id), position, name, url, ...file }
  }
}

/** The columns of a `NewRow`, for `jsonb_to_recordset`. */
export const newRowColumns = sql.raw(
  'id uuid, "createdAt" timestamptz(3), position int, name text, url text, "fileKey" text, size bigint, image text',
)

/**
 * Attaches what a relation `wanted` says: the columns above, and those of `columns`, which say to what. Stands in the
 * `with` of a statement, and gives `claimed` (key, content_type): the files that could be taken, which are the caller's,
 * came as they were stated, and were never taken before. What names another is not attached: whoever calls refuses it.
 */
export function attaching(actor: { id: string }, projectId: string, columns: SubjectColumn[]): SQL {
  const at = sql.raw(columns.map((column) => `w.${column}`).join())
  return sql`
  claimed as (
    update files f set attached_at = now(), image = w.image from wanted w
     where f.key = w."fileKey" and f.size = w.size and f.created_by = ${actor.id}::uuid and f.attached_at is null
    returning f.id, f.key, f.content_type
  ), attached as (
    insert into attachments (id, created_at, created_by, project_id, position, name, url, file_id, ${sql.raw(columns.join())})
    select w.id, w."createdAt", ${actor.id}::uuid, ${projectId}::uuid, w.position, w.name, w.url, c.id, ${at}
      from wanted w left join claimed c on c.key = w."fileKey" where w.url is not null or c.id is not null
  )`
}

/**
 * The contrary, for good: purges the attachments whose ids a query gives. Stands in a `with`. Their files are discarded:
 * where no other attachment has them, their bytes go a while later.
 */
export const purging = (ids: SQL): SQL => sql`
  unattached as (
    delete from attachments where id in (${ids}) returning file_id
  ), discarded as (
    update files f set discarded_at = now() from unattached u where f.id = u.file_id
  )`

/** The content types of the files that were taken, by their keys. */
export type Claimed = Record<string, string>

/** A new attachment as the API answers it. */
export const attachedOf = (row: NewRow, claimed: Claimed): Attachment =>
  attachmentOf({ ...row, contentType: claimed[row.fileKey ?? ''] ?? null })

/** Whether a new attachment is a link, or names a file that was taken. */
export const isTaken = ({ url, fileKey }: NewRow, claimed: Claimed): boolean =>
  url !== null || claimed[fileKey ?? ''] !== undefined

/** What is wrong with an input that names a file that could not be taken; `prefix` leads to the attachment. */
export const notTaken = (prefix: string): Issue => ({
  field: `${prefix}fileKey`,
  message: 'names no file that you uploaded and that was not attached before',
})

/** Something that attachments stand at, and what an input says of them. */
export interface Place {
  at: SubjectColumn
  id: string
  given: Given[] | undefined
  /** Those that it had before. */
  had?: Attachment[]
  /** Those that it had once: named by their ids they stand there again. */
  lost?: Attachment[] | undefined
  /** What leads, in the input, to the fields of the one that stands there. */
  prefix?: (position: number) => string
  /** Where the first of them comes to stand. */
  from?: number
}

/** What a command writes attachments with. */
export interface Writing {
  tx: Writer
  actor: { id: string; projectId: string }
  record: Recorder
  uploads: Uploads
}

/**
 * Sets the attachments of things to what an input says, in one statement, or in none where that changes nothing; where
 * it says nothing, they stay. Gives the attachments of each, in their order. Throws VALIDATION_ERROR for a file that the
 * caller cannot take, and for an attachment that is none of the thing's.
 */
export async function setAttachments(writing: Writing, places: Place[]): Promise<Attachment[][]> {
  const rowOf = newRows(writing.uploads)
  const drafts = places.map((place) => ({ ...usual, ...place, items: itemsOf(place, rowOf) }))
  const claimed = await write(writing, drafts.filter(isChanged))
  const issues = drafts.flatMap(({ items, prefix }) => items.flatMap((item, i) => faultsOf(item, claimed, prefix(i))))
  refuseAny(issues)
  tellOfImages(
    writing,
    drafts.flatMap(({ items }) => items.flatMap(({ row }) => row ?? [])),
  )
  return drafts.map(({ given, had, items }) =>
    given ? items.flatMap(({ kept, row }) => (row ? attachedOf(row, claimed) : (kept ?? []))) : had,
  )
}

/** The same for one new thing. */
export async function attach(writing: Writing, place: Place): Promise<Attachment[]> {
  const [attachments = []] = await setAttachments(writing, [place])
  return attachments
}

/** The same for one thing that is there already, and locked; gives the attachments that it had, and those that it has. */
export async function changeAttachments(
  writing: Writing,
  place: Place,
): Promise<{ had: Attachment[]; has: Attachment[] }> {
  const had = await readAttachments(writing.tx, place.at, place.id)
  return { had, has: await attach(writing, { ...place, had }) }
}

/** What an input says of one attachment: one that is there, or a new one. */
type Item = { kept: Attachment | null; row?: undefined } | { kept?: undefined; row: NewRow }
const usual = { had: [] as Attachment[], from: 0, prefix: (position: number) => `attachments.${position}.` }
type Draft = Place & typeof usual & { items: Item[] }

function itemsOf({ given = [], had = [], lost = [], from = 0 }: Place, rowOf: ReturnType<typeof newRows>): Item[] {
  const left = new Map([...lost, ...had].map((one) => [one.id, one]))
  return given.map((one, i) => {
    if (one.id === undefined) return { row: rowOf(one, from + i) }
    const kept = left.get(one.id) ?? null
    left.delete(one.id)
    return { kept }
  })
}

const isChanged = ({ given, had, items }: Draft) =>
  given !== undefined && !(items.length === had.length && items.every(({ kept }, i) => kept === had[i]))

async function write({ tx, actor }: Writing, drafts: Draft[]): Promise<Claimed> {
  if (!drafts.length) return {}
  const columns = [...new Set(drafts.map(({ at }) => at))]
  const stays = drafts.flatMap(({ items }) =>
    items.flatMap(({ kept }, position) => (kept ? { id: kept.id, position } : [])),
  )
  const staying = new Set(stays.map(({ id }) => id))
  const gone = drafts.flatMap(({ had }) => had.map(({ id }) => id).filter((id) => !staying.has(id)))
  const wanted = drafts.flatMap(({ at, id, items }) => items.flatMap(({ row }) => (row ? { ...row, [at]: id } : [])))
  const [answer] = await tx.execute<{ claimed: Claimed }>(sql`
    with gone as (
      update attachments set deleted_at = now(), deletion_id = ${newId()}::uuid
       where id = ${anyOf(gone)} and deleted_at is null
    ), moved as (
      update attachments a set position = s.position, deleted_at = null, deletion_id = null
        from jsonb_to_recordset(${JSON.stringify(stays)}::jsonb) as s(id uuid, position int)
       where a.id = s.id and (a.position <> s.position or a.deleted_at is not null)
    ), untrashed as (
      update deletions d set restored_at = now(), restored_by = ${actor.id}::uuid
        from attachments a where a.id = ${anyOf([...staying])} and d.id = a.deletion_id and d.restored_at is null
    ), wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
        as w(${newRowColumns}, ${sql.raw(columns.map((column) => `${column} uuid`).join())})
    ), ${attaching(actor, actor.projectId, columns)}
    select coalesce(jsonb_object_agg(key, content_type), '{}') as claimed from claimed`)
  return answer?.claimed ?? {}
}

function faultsOf({ kept, row }: Item, claimed: Claimed, prefix: string): Issue[] {
  if (row) return isTaken(row, claimed) ? [] : [notTaken(prefix)]
  return kept ? [] : [{ field: `${prefix}id`, message: 'names no attachment that is here' }]
}

/** Says of each new image that it is there: a small picture of it is made. */
export function tellOfImages(
  { record, actor: { projectId } }: Pick<Writing, 'record' | 'actor'>,
  rows: NewRow[],
): void {
  for (const { id, image } of rows) if (image) record.event('image.attached', { id, projectId })
}
