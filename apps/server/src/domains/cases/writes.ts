import type { Attachment } from '@testplanit/api/domains/attachments/schemas'
import type { CaseContent, ContentField } from '@testplanit/api/domains/case-versions/schemas'
import {
  type Case,
  type CreateCase,
  lengthOf,
  MAX_TAGS,
  type StepInput,
  type UpdateCase,
  type UpdateCases,
} from '@testplanit/api/domains/cases/schemas'
import { invalid, notFound } from '@testplanit/api/errors'
import { type SQL, sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import { anyOf, newId } from '../../platform/database/ids.ts'
import { firstApproval, isReviewed, reviewAnew } from '../approvals/writes.ts'
import { attachmentsAt } from '../attachments/answers.ts'
import type { Given } from '../attachments/queries.ts'
import { type Place, setAttachments, type Writing } from '../attachments/writes.ts'
import { unlink } from '../case-links/writes.ts'
import { changedIn, keepVersions } from '../case-versions/writes.ts'
import { type TakenTag, takeTags } from '../tags/writes.ts'
import { holdTemplates } from '../templates/queries.ts'
import { caseColumns } from './answers.ts'
import { type Filling, fillFields, type Values } from './filling/fill-fields.ts'
import { type NumberedRows, numberRows } from './numbering/number-rows.ts'
import { mustBeAsSeen, mustOwnSteps } from './rules.ts'
import { holdShared, type Known, type Ordered, placeSteps } from './sharing/place-steps.ts'
import { cases } from './tables.ts'

type Removed = typeof cases.$inferSelect

/** A case to be made; `at` is where it stands in the input, for faults: `cases.3.`. */
export type CaseDraft = Omit<CreateCase, 'projectId'> & { at?: string }

/**
 * What of a case is to change; `addTags` and `removeTags` leave its other ones. Of what it `was` before, the values of
 * custom fields come back and need not fit any more, and so do the attachments that are named again.
 */
export type CaseChange = Omit<UpdateCase, 'caseId'> &
  Pick<UpdateCases['changes'], 'addTags' | 'removeTags'> & { id: string; at?: string; was?: Was | undefined }
type Was = Pick<CaseContent, 'customFields' | 'attachments' | 'steps'>

export interface Changed {
  before: Case
  after: Case
}

/** Cases as the statements below read them from JSON; their steps, and which tags they carry. */
const CASES = sql.raw(`(place int, id uuid, "folderId" uuid, "templateId" uuid, title text, description jsonb,
  "expectedResult" text, parameters jsonb, "lastRow" int, "automationStatus" text, estimate int, priority text, "values" jsonb, keys jsonb, changed jsonb)`)
const STEPS = sql.raw(`(id uuid, "caseId" uuid, "order" int, action text, expected text, "sharedStepId" uuid,
  "itemId" uuid, use uuid)`)
const TAGS = sql.raw(`("caseId" uuid, "tagId" uuid)`)
const from = (rows: object[], columns: SQL) =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given${columns}`

/** Stands in a `with` behind `given`: keeps what cases are found by, of the fields in their `keys`. */
const keepKeys = sql`
  found_by as (
    select g.id as case_id, f.id::uuid as field_id, array(select jsonb_array_elements_text(f.keys)) as keys
      from given g cross join jsonb_each(g.keys) as f(id, keys)
  ), gone_keys as (
    delete from case_field_keys k using found_by f
     where k.case_id = f.case_id and k.field_id = f.field_id and k.key <> all(f.keys)
  ), with_keys as (
    insert into case_field_keys (case_id, field_id, key)
    select f.case_id, f.field_id, key from found_by f cross join unnest(f.keys) as key on conflict do nothing
  )`

/** So much text of steps many cases have that are made at once: shared ones are named by a few characters each. */
const MAX_TEXT = 10_000_000

type Made = Pick<Case, 'id' | 'number' | 'folderId' | 'templateId' | 'createdAt' | 'approval'> & { hasFields: boolean }

/**
 * Makes cases, whatever their number in as many statements; last in a command, since it counts them. Whether the values
 * of custom fields fit shows once their templates are known, which is with the cases themselves: so those without any
 * cost no statement more. Throws VALIDATION_ERROR.
 */
export async function insertCases(writing: Writing, drafts: CaseDraft[]): Promise<Case[]> {
  const { tx, actor } = writing
  const { projectId } = actor
  mustOwnSteps(drafts)
  const shared = await holdShared(tx, projectId, stepsIn(drafts))
  const taken = await takeTags(tx, projectId, wordsOf(drafts))
  const all = drafts.map((draft, place) => {
    const steps = placeSteps(draft.steps, shared, undefined, draft.at)
    const numbered = numberRows(draft.parameters, 0, draft.at)
    return { draft, place, id: newId(), steps, tags: tagsOf(draft.tags, taken), numbered }
  })
  const characters = all.reduce((sum, { steps }) => sum + lengthOf(steps.map(({ row }) => row)), 0)
  if (characters > MAX_TEXT)
    throw invalid({
      field: 'cases',
      message: `have more than ${MAX_TEXT} characters of steps together: send them in parts`,
    })
  const rows = all.map(({ draft, place, id, numbered }) => {
    const { at: _, customFields: __, tags: ___, steps: ____, attachments: _____, ...row } = draft
    return { ...row, ...numbered, place, id }
  })
  const templateIds = drafts.flatMap(({ templateId }) => templateId ?? [])
  const made = await tx.execute<Made>(sql`
    with template as (
      select id, is_default from templates
       where project_id = ${projectId} and deleted_at is null and (is_default or id = ${anyOf(templateIds)}) for key share
    ), made as (
      insert into cases (id, project_id, folder_id, template_id, title, description, expected_result,
                         parameters, last_parameter_row, automation_status, estimate, priority, approval, created_by,
                         updated_by)
      select given.id, ${projectId}::uuid, coalesce("folderId", root.id), template.id, title, given.description,
             "expectedResult", parameters, "lastRow", "automationStatus", estimate, priority, ${firstApproval(projectId)},
             ${actor.id}::uuid, ${actor.id}::uuid
        from ${from(rows, CASES)}
        join template on case when "templateId" is null then template.is_default else template.id = "templateId" end
        join folders root on root.project_id = ${projectId} and root.parent_id is null and root.deleted_at is null
       order by place
      returning id, number, folder_id, template_id, created_at, approval
    ), with_steps as (
      insert into steps (id, case_id, position, action, expected, shared_step_id, shared_item_id, shared_use)
      select id, "caseId", "order", action, expected, "sharedStepId", "itemId", use from ${from(all.flatMap(stepRows), STEPS)}
    ), with_tags as (
      insert into case_tags (case_id, tag_id) select "caseId", "tagId" from ${from(all.flatMap(tagRows), TAGS)}
    )
    select id, number, folder_id as "folderId", template_id as "templateId", created_at as "createdAt", approval,
           (select true from template_fields tf where tf.template_id = made.template_id limit 1) is not null as "hasFields"
      from made`)
  const known = new Map(made.map((one) => [one.id, one]))
  const cases = all.map((one) => {
    const row = known.get(one.id)
    const field = `${one.draft.at ?? ''}templateId`
    if (!row) throw invalid({ field, message: 'names no template that exists here' })
    return { ...one, made: row }
  })
  const filled = await insertValues(tx, projectId, cases)
  const attached = await attachTo(
    writing,
    cases.map(({ id, steps, draft: { at, attachments: given } }) => ({ id, at, given, steps })),
  )
  await countCases(tx, projectId, gainOf(made))
  return cases.map(({ draft, steps, tags, numbered: { parameters }, made: { hasFields: _, ...row } }) => ({
    ...row,
    projectId,
    updatedAt: row.createdAt,
    createdBy: actor.id,
    updatedBy: actor.id,
    version: 1,
    deleted: false,
    approvalBy: null,
    approvalAt: null,
    approvalComment: null,
    title: draft.title,
    description: draft.description ?? null,
    expectedResult: draft.expectedResult ?? null,
    parameters,
    automationStatus: draft.automationStatus,
    estimate: draft.estimate ?? null,
    priority: draft.priority ?? null,
    steps: stepsOf(steps, attached),
    tags: tags.map(({ name }) => name),
    attachments: attached.get(row.id) ?? [],
    customFields: filled.get(row.id)?.customFields ?? [],
  }))
}

/** Fills the custom fields of new cases; gives what each has. */
async function insertValues(tx: Writer, projectId: string, cases: { draft: CaseDraft; made: Made }[]) {
  const having = cases.filter(({ draft, made }) => made.hasFields || draft.customFields.length)
  const filled = await fillFields(
    tx,
    projectId,
    having.map(({ draft: { at, customFields }, made: { id, templateId } }) => {
      return { id, at, templateId, isNew: true, given: customFields, had: null }
    }),
  )
  const rows = [...filled].flatMap(([id, { values, keys }]) =>
    Object.keys(values).length ? [{ id, values, keys }] : [],
  )
  if (rows.length)
    await tx.execute(sql`
      with given as materialized (select * from ${from(rows, CASES)}), ${keepKeys}
      update cases set custom_fields = "values" from given where cases.id = given.id`)
  return filled
}

/**
 * Changes cases, whatever their number in as many statements: locks them, writes what is given, keeps what they were as
 * a version; last in a command, since it counts those that move. Throws NOT_FOUND where one does not live, CONFLICT where an
 * expected version is stale, VALIDATION_ERROR.
 */
export async function changeCases(writing: Writing, changes: CaseChange[]): Promise<Changed[]> {
  const { tx, actor } = writing
  const { projectId } = actor
  const templates = changes.flatMap(({ at = '', templateId: id }) => (id ? [{ id, field: `${at}templateId` }] : []))
  await holdTemplates(tx, templates)
  const shared = await holdShared(tx, projectId, stepsIn(changes))
  const locked = await lockCases(tx, changes)
  mustOwnSteps(locked.map(({ change: { at, steps }, ofSteps }) => ({ at, steps, stepIds: Object.keys(ofSteps) })))
  const filled = await fillFields(tx, projectId, locked.flatMap(toFilling))
  const names = new Map(locked.map(({ change, before }) => [change.id, tagNamesOf(change, before)]))
  const taken = await takeTags(
    tx,
    projectId,
    [...names.values()].flatMap((some) => some ?? []),
  )
  const all = locked.map(({ change, before, ofSteps, sharedAt, lastRow: last }) => {
    const {
      id,
      at,
      expectedVersion: _,
      customFields: __,
      attachments,
      parameters,
      was,
      addTags: ___,
      removeTags: ____,
      ...given
    } = change
    const steps = given.steps && placeSteps(given.steps, shared, { steps: before.steps, sharedAt }, at)
    const numbered =
      parameters === undefined ? { parameters: before.parameters, lastRow: last } : numberRows(parameters, last, at)
    const wanted = names.get(id)
    const tags = wanted && tagsOf(wanted, taken)
    const { values = null, keys = {}, customFields = before.customFields } = filled.get(id) ?? {}
    const after = {
      ...before,
      ...whatIsGiven(given),
      parameters: numbered.parameters,
      steps: before.steps,
      tags: tags?.map(({ name }) => name) ?? before.tags,
      customFields,
    }
    const changed = changedIn(before, after, { steps, attachments })
    const { lastRow } = numbered
    return { id, at, before, after, lastRow, steps, tags, values, keys, changed, attachments, ofSteps, was }
  })
  const written = await writeCases(writing, all)
  const attached = await attachTo(
    writing,
    all.map(({ id, at, before, steps = [], attachments: given, ofSteps, was }) => {
      return { id, at, given, had: before.attachments, steps, ofSteps, was }
    }),
  )
  const changed = all.map(({ id, before, after, steps }) => {
    const own = { attachments: attached.get(id) ?? [], steps: steps ? stepsOf(steps, attached) : before.steps }
    return { before, after: { ...after, ...own, ...(written.get(id) as Written), updatedBy: actor.id } }
  })
  await countCases(tx, projectId, sumsOf(changed.flatMap(moveOf)))
  return changed
}

/**
 * `ofSteps`: the attachments of all steps that the case ever had, by their ids; `sharedAt`: those that are shared;
 * `lastRow`: the greatest number that a row of its parameters ever had.
 */
type Locked = {
  change: CaseChange
  before: Case
  ofSteps: Record<string, Attachment[]>
  sharedAt: Known['sharedAt']
  lastRow: NumberedRows['lastRow']
  had: Values | null
}

/**
 * Deletes cases, whatever their number in as many statements; last in a command, since it counts them. Runs that hold
 * them keep them; their steps, tags and links stay with them, so that they can come back whole. Gives them in the order
 * of their ids. Throws NOT_FOUND.
 */
export async function removeCases(
  tx: Writer,
  { id: by, projectId }: Writing['actor'],
  ids: string[],
): Promise<[Removed, ...Removed[]]> {
  const deletionId = newId()
  const rows = await tx
    .update(cases)
    .set({ deletedAt: sql`now()`, deletionId, updatedAt: sql`now()`, updatedBy: by })
    .where(
      sql`${cases.id} in (select id from cases where id = ${anyOf(ids)} and deleted_at is null order by id for no key update)`,
    )
    .returning()
  if (rows.length < ids.length) throw notFound('test case')
  await unlink(tx, { projectId, deletionId }, ids)
  await countCases(tx, projectId, sumsOf(rows.map(({ folderId }) => ({ folderId, by: -1 }))))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? []) as [Removed, ...Removed[]]
}

/** Cases locked and as they are. Two statements: the first one waits, and its sight of steps and tags would be an old one. */
async function lockCases(tx: Writer, changes: CaseChange[]): Promise<Locked[]> {
  const ids = changes.map(({ id }) => id)
  await tx.execute(sql`select from cases where id = ${anyOf(ids)} and deleted_at is null order by id for no key update`)
  const rows = await tx.execute<Case & Pick<Locked, 'ofSteps' | 'sharedAt' | 'lastRow' | 'had'>>(sql`
    select ${caseColumns}, cases.custom_fields as had, cases.last_parameter_row as "lastRow",
           (select coalesce(json_object_agg(s.id, ${attachmentsAt('step_id', 's.id')}), '{}')
              from steps s where s.case_id = cases.id) as "ofSteps",
           (select coalesce(json_object_agg(s.id, json_build_object('itemId', s.shared_item_id, 'use', s.shared_use)), '{}')
              from steps s where s.case_id = cases.id and s.shared_use is not null) as "sharedAt"
      from cases where id = ${anyOf(ids)} and deleted_at is null`)
  const known = new Map(
    rows.map(({ ofSteps, sharedAt, lastRow, had, ...before }) => [
      before.id,
      { before, ofSteps, sharedAt, lastRow, had },
    ]),
  )
  const locked = changes.map((change) => {
    const found = known.get(change.id)
    if (!found) throw notFound('test case')
    return { change, ...found }
  })
  await mustBeAsSeen(
    tx,
    locked.map(({ change: { expectedVersion }, before: { id, version } }) => ({ id, version, expectedVersion })),
  )
  return locked
}

function toFilling({ change, before, had }: Locked): Filling[] {
  const { id, at, templateId = before.templateId, customFields: given, was } = change
  const isNew = templateId !== before.templateId
  return given || isNew || was ? [{ id, at, templateId, isNew, given, had, was: was?.customFields }] : []
}

type Written = Pick<Case, 'id' | 'version' | 'updatedAt' | 'approval' | 'approvalBy' | 'approvalAt' | 'approvalComment'>
interface Next extends Partial<Parts> {
  id: string
  after: Case
  lastRow: NumberedRows['lastRow']
  /** Null where they stay as they are. */
  values: Values | null
  keys: Record<string, string[]>
  changed: ContentField[]
}

/** Writes whole cases, and those of their steps, tags and values that are given. */
async function writeCases({ tx, actor }: Writing, all: Next[]): Promise<Map<string, Written>> {
  const rows = all.map(
    ({
      after: { steps: _, tags: __, customFields: ___, attachments: ____, ...row },
      lastRow,
      values,
      keys,
      changed,
    }) => {
      return { ...row, lastRow, values, keys, changed }
    },
  )
  const having = (part: 'steps' | 'tags') => anyOf(all.flatMap((one) => (one[part] ? [one.id] : [])))
  const written = await tx.execute<Written>(sql`
    with given as materialized (
      select * from ${from(rows, CASES)}
    ), ${keepVersions(sql`select id, changed from given`, actor)}, changed as (
      update cases
         set folder_id = "folderId", template_id = "templateId", title = given.title, description = given.description,
             expected_result = "expectedResult", parameters = given.parameters, last_parameter_row = "lastRow", automation_status = "automationStatus", estimate = given.estimate,
             priority = given.priority,
             custom_fields = case when "values" is null then custom_fields else nullif("values", '{}') end,
             ${reviewAnew(isReviewed(sql`given.changed`), actor)},
             updated_at = now(), updated_by = ${actor.id}::uuid, version = version + 1
        from given where cases.id = given.id
      returning cases.id, version, updated_at, approval, approval_by, approval_at, approval_comment
    ), step as (
      select * from ${from(all.flatMap(stepRows), STEPS)}
    ), gone_steps as (
      update steps set removed_at = now()
       where case_id = ${having('steps')} and removed_at is null and id not in (select id from step)
    ), with_steps as (
      insert into steps (id, case_id, position, action, expected, shared_step_id, shared_item_id, shared_use)
      select id, "caseId", "order", action, expected, "sharedStepId", "itemId", use from step
          on conflict (id) do update
         set position = excluded.position, action = excluded.action, expected = excluded.expected, removed_at = null,
             shared_step_id = excluded.shared_step_id, shared_item_id = excluded.shared_item_id, shared_use = excluded.shared_use
    ), tag as (
      select * from ${from(all.flatMap(tagRows), TAGS)}
    ), gone_tags as (
      delete from case_tags
       where case_id = ${having('tags')} and (case_id, tag_id) not in (select "caseId", "tagId" from tag)
    ), with_tags as (
      insert into case_tags (case_id, tag_id) select "caseId", "tagId" from tag on conflict do nothing
    ), ${keepKeys}
    select id, version, updated_at as "updatedAt", approval, approval_by as "approvalBy", approval_at as "approvalAt",
           approval_comment as "approvalComment"
      from changed`)
  return new Map(written.map((one) => [one.id, one]))
}

interface Parts {
  steps: Ordered[] | undefined
  tags: TakenTag[] | undefined
}
type PartsOf = Partial<Parts> & { id: string }
const stepRows = ({ id: caseId, steps = [] }: PartsOf) =>
  steps.map(({ row, shared }) => ({ ...row, ...shared, caseId }))
const tagRows = ({ id: caseId, tags = [] }: PartsOf) => tags.map(({ id: tagId }) => ({ caseId, tagId }))

const stepsIn = (cases: { steps?: StepInput[] | undefined }[]) => cases.flatMap(({ steps }) => steps ?? [])

const wordsOf = (cases: { tags?: string[] | undefined }[]) => cases.flatMap(({ tags }) => tags ?? [])

/** The tags of some names, each once, in their order. */
const tagsOf = (names: string[], taken: Map<string, TakenTag>): TakenTag[] => {
  const tags = names.flatMap((name) => taken.get(name) ?? [])
  return [...new Map(tags.map((tag) => [tag.id, tag])).values()].sort((a, b) => a.place - b.place)
}

/** Which tags a changed case has; undefined where they stay. Throws VALIDATION_ERROR for too many. */
function tagNamesOf({ at = '', tags, addTags, removeTags }: CaseChange, before: Case): string[] | undefined {
  if (!addTags && !removeTags) return tags
  const gone = new Set(removeTags?.map((name) => name.toLowerCase()))
  const names = [...(tags ?? before.tags).filter((name) => !gone.has(name.toLowerCase())), ...(addTags ?? [])]
  if (names.length > MAX_TAGS)
    throw invalid({ field: `${at}addTags`, message: `make more than ${MAX_TAGS} tags of a case` })
  return names
}

/** A change without the fields that it does not name. */
const whatIsGiven = <F extends object>(fields: F) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof F]?: Exclude<F[K], undefined>
  }

const moveOf = ({ before, after }: Changed): CaseCountChange[] =>
  before.folderId === after.folderId
    ? []
    : [
        { folderId: before.folderId, by: -1 },
        { folderId: after.folderId, by: 1 },
      ]

/** All that an input attaches, to a case and to its steps. */
export const attachmentsIn = ({
  attachments = [],
  steps = [],
}: {
  attachments?: Given[] | undefined
  steps?: StepInput[] | undefined
}) => [...attachments, ...steps.flatMap((step) => step.attachments ?? [])]

/** What an input says of the attachments of a case and of its steps, and which they had before. */
interface Attaching {
  id: string
  at?: string | undefined
  given: Given[] | undefined
  had?: Attachment[]
  steps: Ordered[]
  ofSteps?: Record<string, Attachment[]>
  was?: Was | undefined
}

/** Sets the attachments of cases and their steps, in one statement or in none; gives them by the ids of both. */
async function attachTo(writing: Writing, cases: Attaching[]): Promise<Map<string, Attachment[]>> {
  const places = cases.flatMap(placesOf)
  const attachments = await setAttachments(writing, places)
  return new Map(places.map(({ id }, i) => [id, attachments[i] ?? []]))
}

const placesOf = ({ id, at = '', given, had = [], steps, ofSteps = {}, was }: Attaching): Place[] => [
  { at: 'case_id', id, given, had, lost: was?.attachments, prefix: (position) => `${at}attachments.${position}.` },
  ...steps.map(
    ({ row, given: { attachments }, index }): Place => ({
      at: 'step_id',
      id: row.id,
      given: attachments,
      had: ofSteps[row.id] ?? [],
      lost: was?.steps.find(({ id }) => id === row.id)?.attachments,
      prefix: (position) => `${at}steps.${index}.attachments.${position}.`,
    }),
  ),
]

const stepsOf = (steps: Ordered[], attached: Map<string, Attachment[]>): Case['steps'] =>
  steps.map(({ row }) => ({ ...row, attachments: attached.get(row.id) ?? [] }))

/** So many living cases more, or fewer, right in a folder. */
export type CaseCountChange = { folderId: string; by: number }

/** The folders of new cases gain so many. */
export const gainOf = (cases: { folderId: string }[]): CaseCountChange[] =>
  sumsOf(cases.map(({ folderId }) => ({ folderId, by: 1 })))

function sumsOf(changes: CaseCountChange[]): CaseCountChange[] {
  const sums = new Map<string, number>()
  for (const { folderId, by } of changes) sums.set(folderId, (sums.get(folderId) ?? 0) + by)
  return [...sums].map(([folderId, by]) => ({ folderId, by }))
}

/**
 * Keeps the counters of living cases, those of the folders and the project's sum; nothing else changes them. It comes
 * last in a command, since the project's row is held from here to the commit, and always folders first, in the order of
 * their ids. Throws VALIDATION_ERROR where a folder that gains does not live any more.
 */
export async function countCases(tx: Writer, projectId: string, changes: CaseCountChange[]): Promise<void> {
  if (!changes.length) return
  const counted = await tx.execute(sql`
    with change as materialized (
      select f.id, c.by from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c("folderId" uuid, by int)
        join folders f on f.id = c."folderId" where f.project_id = ${projectId} order by f.id for no key update of f
    ), counted as (
      update folders f set case_count = f.case_count + change.by
        from change where f.id = change.id and (change.by < 0 or f.deleted_at is null) returning f.id, change.by
    ), summed as (
      update projects p set case_count = p.case_count + total.by
        from (select sum(by)::int as by from counted) total where p.id = ${projectId} and total.by <> 0
    )
    select id from counted`)
  if (counted.length < changes.length) throw invalid({ field: 'folderId', message: 'names no folder that exists here' })
}
