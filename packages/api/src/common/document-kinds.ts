import * as z from 'zod'
import { isStorable, UNSTORABLE } from './storable.ts'

/** Says what is wrong with a value; null where nothing is. */
type Check = (value: unknown) => string | null

/** What a node or a mark of one type may hold. */
export interface Kind {
  attrs?: Record<string, Check>
  /** Of the attributes those that must be there. */
  required?: string[]
  /** The types that may stand in a node; none where it has no content. */
  children?: string[]
  /** It stands in a line of text, and takes marks. */
  inline?: true
  /** Text in it takes no marks. */
  plain?: true
}

const text =
  (max: number): Check =>
  (value) =>
    typeof value !== 'string' || value.length > max
      ? `must be a text of at most ${max} characters`
      : isStorable(value)
        ? null
        : UNSTORABLE
const whole =
  (min: number, max: number): Check =>
  (value) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? null
      : `must be a whole number from ${min} to ${max}`
const yesOrNo: Check = (value) => (typeof value === 'boolean' ? null : 'must be true or false')
const matches =
  (pattern: RegExp, message: string): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? null : message
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null ? null : check(value)
const listOf =
  (check: Check, max: number): Check =>
  (value) =>
    !Array.isArray(value) || value.length > max
      ? `must be a list of at most ${max}`
      : (value.map(check).find((fault) => fault !== null) ?? null)

const userId = matches(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i, 'must be the id of a user')
const color = matches(/^(#[\da-f]{3,8}|[a-z]{1,30})$/i, 'must be a colour: #ffcc00 or a name')
const language = matches(/^[\w+#.-]{1,50}$/, 'must be the name of a language')

const Url = z.url()
const MAX_ADDRESS = 2000
/** Browsers drop tabs and line breaks from an address before they read its scheme: nothing of that kind may stand in one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const UNSEEN = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029\ufeff]/
const address =
  (starts: RegExp, message: string): Check =>
  (value) =>
    typeof value === 'string' &&
    value.length <= MAX_ADDRESS &&
    starts.test(value) &&
    !UNSEEN.test(value) &&
    isStorable(value) &&
    (value.startsWith('/') || Url.safeParse(value).success)
      ? null
      : message

const linkAddress = address(
  /^(https?:\/\/[^/\\?#]|mailto:[^?])/i,
  'must be an http, https or mailto address without spaces',
)
const imageAddress = address(
  /^(https?:\/\/[^/\\?#]|\/api\/attachments\/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}(\/thumbnail)?$)/i,
  'must be an http or https address without spaces, or that of an attachment (/api/attachments/…)',
)

const INLINE = ['text', 'hardBreak', 'mention', 'image']
const BLOCKS = [
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'taskList',
  'blockquote',
  'codeBlock',
  'horizontalRule',
  'table',
  'image',
]
const pixels = orNull(whole(1, 10_000))
const cell: Kind = {
  attrs: { colspan: whole(1, 100), rowspan: whole(1, 1000), colwidth: orNull(listOf(whole(0, 10_000), 100)) },
  children: BLOCKS,
}

/** The nodes of a document. */
export const nodes = new Map<string, Kind>(
  Object.entries<Kind>({
    doc: { children: BLOCKS },
    paragraph: { children: INLINE },
    heading: { attrs: { level: whole(1, 6) }, required: ['level'], children: INLINE },
    text: { inline: true },
    hardBreak: { inline: true },
    bulletList: { children: ['listItem'] },
    orderedList: {
      attrs: { start: whole(0, 1_000_000), type: orNull(matches(/^[1aAiI]$/, 'must be 1, a, A, i or I')) },
      children: ['listItem'],
    },
    listItem: { children: BLOCKS },
    taskList: { children: ['taskItem'] },
    taskItem: { attrs: { checked: yesOrNo }, children: BLOCKS },
    blockquote: { children: BLOCKS },
    codeBlock: { attrs: { language: orNull(language) }, children: ['text'], plain: true },
    horizontalRule: {},
    table: { children: ['tableRow'] },
    tableRow: { children: ['tableCell', 'tableHeader'] },
    tableCell: cell,
    tableHeader: cell,
    image: {
      attrs: { src: imageAddress, alt: orNull(text(1000)), title: orNull(text(1000)), width: pixels, height: pixels },
      required: ['src'],
      inline: true,
    },
    mention: {
      attrs: { id: userId, label: orNull(text(255)), mentionSuggestionChar: orNull(text(1)) },
      required: ['id'],
      inline: true,
    },
  }),
)

/** What text and whatever stands in its line may be marked with. */
export const marks = new Map<string, Kind>(
  Object.entries<Kind>({
    bold: {},
    italic: {},
    underline: {},
    strike: {},
    code: {},
    link: {
      attrs: {
        href: linkAddress,
        target: orNull(matches(/^_(blank|self)$/, 'must be _blank or _self')),
        rel: orNull(matches(/^[a-z ]{0,100}$/, 'must be words like noopener')),
        class: orNull(matches(/^$/, 'must be null')),
        title: orNull(text(1000)),
      },
      required: ['href'],
    },
    highlight: { attrs: { color: orNull(color) } },
  }),
)
