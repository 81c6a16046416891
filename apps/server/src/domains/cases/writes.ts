import { type Case, lengthOf, type StepInput } from '@testplanit/api/domains/cases/schemas'
import { invalid, notFound } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Recorder } from '../../pipeline/record.ts'
import type { Writer } from '../../platform/database/database.ts'
import { anyOf, newId } from '../../platform/database/ids.ts'
import type { Writing } from '../attachments/writes.ts'
import { unlink } from '../case-links/writes.ts'
import { changedIn } from '../case-versions/writes.ts'
import { type CaseCountChange, countCases, gainOf, sumsOf } from '../folders/writes.ts'
import { takeTags } from '../tags/writes.ts'
import { holdTemplates } from '../templates/queries.ts'
import { attachTo, stepsOf } from './attaching/attach-to.ts'
import { type Filling, fillFields } from './filling/fill-fields.ts'
import { type Locked, lockCases } from './locking/lock-cases.ts'
import { numberRows } from './numbering/number-rows.ts'
import { mustOwnSteps } from './rules.ts'
import { holdShared, placeSteps } from './sharing/place-steps.ts'
import { cases } from './tables.ts'
import { tagNamesOf, tagsOf, wordsOf } from './tagging/tags-of.ts'
import type { CaseChange, CaseDraft } from './writing/change.ts'
import { insertRows, insertValues, type Made, type Written, writeCases } from './writing/write-rows.ts'

export interface Changed {
  before: Case
  after: Case
}

type Removed = typeof cases.$inferSelect

/** So much text of steps many cases have that are made at once: shared ones are named by a few characters each. */
const MAX_TEXT = 10_000_000

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
  const made = await insertRows(writing, rows, all)
  const known = new Map(made.map((one) => [one.id, one]))
  const cases = all.map((one) => {
    const row = known.get(one.id)
    const field = `${one.draft.at ?? ''}templateId`
    if (!row) throw invalid({ field, message: 'names no template that exists here' })
    return { ...one, made: row }
  })
  const filled = await fillNew(tx, projectId, cases)
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

/** Says that a case was made or changed, to whoever listens. */
export const tellOfCase = (
  record: Recorder,
  what: 'created' | 'updated',
  { id, projectId, number, title }: Case,
): void => record.event(`test_case.${what}`, { id, projectId, number, title })

/** Fills the custom fields of new cases; gives what each has. */
async function fillNew(tx: Writer, projectId: string, cases: { draft: CaseDraft; made: Made }[]) {
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
  await insertValues(tx, rows)
  return filled
}

function toFilling({ change, before, had }: Locked): Filling[] {
  const { id, at, templateId = before.templateId, customFields: given, was } = change
  const isNew = templateId !== before.templateId
  return given || isNew || was ? [{ id, at, templateId, isNew, given, had, was: was?.customFields }] : []
}

const stepsIn = (cases: { steps?: StepInput[] | undefined }[]) => cases.flatMap(({ steps }) => steps ?? [])

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
