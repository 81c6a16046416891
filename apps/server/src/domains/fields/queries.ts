import { Id } from '@testplanit/api/common/id'
import { Day } from '@testplanit/api/common/time'
import { type CustomValue, type Field, MAX_LINE } from '@testplanit/api/domains/fields/schemas'
import { type Issue, refuseAny } from '@testplanit/api/errors'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Reader } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/ids.ts'
import { fields } from './tables.ts'

export type KnownFields = Map<string, typeof fields.$inferSelect>

/** Living fields of a project, by their ids. */
export async function readFields(db: Reader, projectId: string, ids: string[]): Promise<KnownFields> {
  if (!ids.length) return new Map()
  const rows = await db
    .select()
    .from(fields)
    .where(and(eq(fields.projectId, projectId), sql`${fields.id} = ${anyOf(ids)}`, isNull(fields.deletedAt)))
  return new Map(rows.map((field) => [field.id, field]))
}

/**
 * The texts by which cases are found that have a value, in the order of which they are sorted; none of what nobody
 * looks for as a whole.
 */
export function keysOf(kind: Field['kind'], value: CustomValue): string[] {
  if (kind === 'LONG_TEXT' || kind === 'STEPS') return []
  if (typeof value === 'number') return [numberKey(value)]
  return [value].flat().map((one) => textKey(String(one)))
}

const textKey = (text: string) => text.slice(0, MAX_LINE).toWellFormed().toLowerCase()

/** Sixteen hex digits that sort as the numbers do, in any collation: the bits of a double, the negative ones turned over. */
export function numberKey(number: number): string {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, number + 0)
  const bits = view.getBigUint64(0)
  const SIGN = 1n << 63n
  return BigInt.asUintN(64, bits & SIGN ? ~bits : bits | SIGN)
    .toString(16)
    .padStart(16, '0')
}

/** What is asked for in a field: one of these keys, or one from a key to another. */
export interface Sought {
  fieldId: string
  keys: string[]
  ranges: { from: string | null; to: string | null }[]
}

/** `<fieldId>:<value>`, taken apart. */
export const wordsOf = (word: string) => ({ fieldId: word.slice(0, 36).toLowerCase(), value: word.slice(37) })

/**
 * What a filter asks for, by field; null where there is no such field: nothing has it. Throws VALIDATION_ERROR for what
 * its field cannot hold; `at` is where the filter stands in the input.
 */
export function soughtIn(words: string[], known: KnownFields, at: string): (Sought | null)[] {
  const all = new Map<string, Sought | null>()
  const issues: Issue[] = []
  for (const [i, word] of words.entries()) {
    const { fieldId, value } = wordsOf(word)
    const field = known.get(fieldId)
    const sought = all.get(fieldId) ?? (field ? { fieldId, keys: [], ranges: [] } : null)
    all.set(fieldId, sought)
    if (!field || !sought) continue
    const [from, to, ...more] = hasRanges(field.kind) ? value.split('..') : [value]
    const ends = [from, to].map((end) => (end ? soughtKey(field.kind, end) : null))
    if (more.length || !(from || to) || (from && ends[0] === null) || (to && ends[1] === null))
      issues.push({ field: `${at}.${i}`, message: `names nothing that a ${field.kind} can be found by` })
    else if (to === undefined) sought.keys.push(ends[0] as string)
    else sought.ranges.push({ from: ends[0] ?? null, to: ends[1] ?? null })
  }
  refuseAny(issues)
  return [...all.values()]
}

const hasRanges = (kind: Field['kind']) => kind === 'NUMBER' || kind === 'INTEGER' || kind === 'DATE'

/** The key of a value that is written as a text; null where it is none. */
function soughtKey(kind: Field['kind'], text: string): string | null {
  switch (kind) {
    case 'NUMBER':
    case 'INTEGER':
      return /^-?\d{1,300}(\.\d{1,300})?$/.test(text) ? numberKey(Number(text)) : null
    case 'DATE':
      return Day.safeParse(text).success ? text : null
    case 'CHECKBOX':
      return text === 'true' || text === 'false' ? text : null
    case 'SELECT':
    case 'MULTI_SELECT':
    case 'USER':
      return Id.safeParse(text).data ?? null
    case 'TEXT':
    case 'LINK':
      return textKey(text)
    default:
      return null
  }
}
