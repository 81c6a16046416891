import { expect, test } from 'vitest'
import * as z from 'zod'
import { documentOf, isBlank, mentionsIn, plainText } from './document-text.ts'
import { Document, RichText } from './text.ts'

const Input = z.strictObject({ description: RichText })
const doc = (...content: unknown[]) => ({ type: 'doc', content })
const text = (value: string, ...marks: unknown[]) => ({ type: 'text', text: value, ...(marks.length && { marks }) })
const line = (...content: unknown[]) => ({ type: 'paragraph', content })
const node = (type: string, ...content: unknown[]) => ({ type, content })
const link = (href: unknown, more = {}) => doc(line(text('x', { type: 'link', attrs: { href, ...more } })))
const image = (src: unknown, more = {}) => doc({ type: 'image', attrs: { src, ...more } })
const user = '01980000-0000-7000-8000-000000000001'
const mention = (id: unknown, more = {}) => doc(line({ type: 'mention', attrs: { id, label: 'Ada', ...more } }))

/** Where the first fault of a document stands; null where it is taken. */
const placeOf = (value: unknown) => Document.safeParse(value).error?.issues[0]?.path.join('.') ?? null

const rich = doc(
  { type: 'heading', attrs: { level: 2 }, content: [text('Before')] },
  line(text('Press '), text('Save', { type: 'bold' }, { type: 'code' }), { type: 'hardBreak' }, text('twice')),
  node('bulletList', node('listItem', line(text('one')), node('orderedList', node('listItem', line(text('two')))))),
  { type: 'orderedList', attrs: { start: 3, type: null }, content: [node('listItem', line())] },
  node('taskList', { type: 'taskItem', attrs: { checked: true }, content: [line(text('done'))] }),
  node('blockquote', line(text('said', { type: 'italic' }, { type: 'underline' }, { type: 'strike' }))),
  { type: 'codeBlock', attrs: { language: 'c++' }, content: [text('a < b')] },
  { type: 'horizontalRule' },
  node(
    'table',
    node('tableRow', { type: 'tableHeader', attrs: { colspan: 2, rowspan: 1, colwidth: [80] }, content: [line()] }),
    node('tableRow', node('tableCell', line(text('a'))), node('tableCell', line(text('b')))),
  ),
  line({ type: 'mention', attrs: { id: user, label: 'Ada', mentionSuggestionChar: '@' } }, text(' look')),
  line(text('here', { type: 'highlight', attrs: { color: '#ffcc00' } })),
)

test('takes what the editor makes, and gives it back as it is', () => {
  const full = { target: '_blank', rel: 'noopener noreferrer nofollow', class: null, title: null }
  for (const document of [rich, doc(), { type: 'doc' }, link('https://example.com/a?b=c#d', full), doc(line())])
    expect(Document.parse(document)).toEqual(document)
})

test('what it does not know is named by its place', () => {
  for (const [document, place] of [
    [doc({ type: 'script' }), 'content.0.type'],
    [doc({ type: '__proto__' }), 'content.0.type'],
    [doc({ type: 'constructor' }), 'content.0.type'],
    [doc({ type: ['paragraph'] }), 'content.0.type'],
    [doc({ type: 'doc' }), 'content.0.type'],
    [doc(text('bare')), 'content.0.type'],
    [doc(line(line())), 'content.0.content.0.type'],
    [doc(node('bulletList', line())), 'content.0.content.0.type'],
    [doc(node('table', node('tableCell'))), 'content.0.content.0.type'],
    [doc(node('codeBlock', { type: 'hardBreak' })), 'content.0.content.0.type'],
    [doc(node('codeBlock', text('x', { type: 'bold' }))), 'content.0.content.0.marks'],
    [doc(line(text(''))), 'content.0.content.0.text'],
    [doc(line({ type: 'text' })), 'content.0.content.0.text'],
    [doc(line({ type: 'text', text: 7 })), 'content.0.content.0.text'],
    [doc(line(text('a\0b'))), 'content.0.content.0.text'],
    [doc(line(text('a\ud800b'))), 'content.0.content.0.text'],
    [doc(line({ ...text('x'), content: [] })), 'content.0.content.0.content'],
    [doc(line({ ...text('x'), attrs: {} })), 'content.0.content.0.attrs'],
    [doc({ ...line(), marks: [] }), 'content.0.marks'],
    [doc({ ...line(), onclick: 'x' }), 'content.0.onclick'],
    [doc({ ...line(), attrs: { style: 'x' } }), 'content.0.attrs.style'],
    [doc({ ...line(), attrs: { toString: 'x' } }), 'content.0.attrs.toString'],
    [doc({ ...line(), attrs: [] }), 'content.0.attrs'],
    [doc({ ...line(), content: {} }), 'content.0.content'],
    [doc(line(text('x', { type: 'blink' }))), 'content.0.content.0.marks.0.type'],
    [doc(line(text('x', 'bold'))), 'content.0.content.0.marks.0'],
    [doc(line(text('x', { type: 'bold', attrs: { a: 1 } }))), 'content.0.content.0.marks.0.attrs.a'],
    [doc(line(text('x', ...Array(11).fill({ type: 'bold' })))), 'content.0.content.0.marks'],
    [doc({ type: 'heading', attrs: { level: 7 } }), 'content.0.attrs.level'],
    [doc({ type: 'heading' }), 'content.0.attrs.level'],
    [doc(node('taskList', { type: 'taskItem', attrs: { checked: 'yes' } })), 'content.0.content.0.attrs.checked'],
    [doc({ type: 'codeBlock', attrs: { language: '"><script>' } }), 'content.0.attrs.language'],
    [doc(null), 'content.0'],
    [doc([]), 'content.0'],
    [{ type: 'doc', content: {} }, 'content'],
    [{ type: 'page', content: [] }, 'type'],
    [{ type: 'doc', surprise: 1 }, ''],
    [JSON.parse('{"type":"doc","content":[{"type":"paragraph","__proto__":{"x":1}}]}'), 'content.0.__proto__'],
    [
      JSON.parse('{"type":"doc","content":[{"type":"paragraph","attrs":{"__proto__":1}}]}'),
      'content.0.attrs.__proto__',
    ],
  ] as const)
    expect([JSON.stringify(document), placeOf(document)]).toEqual([JSON.stringify(document), place])
})

test('what JSON can name __proto__ changes nothing', () => {
  const parsed = Document.safeParse(JSON.parse('{"type":"doc","__proto__":{"content":[{"type":"script"}]}}'))
  expect(parsed.data?.content).toBeUndefined()
  expect(Object.getPrototypeOf({}).content).toBeUndefined()
})

test('links go to http, https and mailto alone, whatever hides the scheme', () => {
  for (const href of ['https://example.com', 'HTTP://example.com/a%20b', 'mailto:ada@example.com', 'http://[::1]:80/'])
    expect([href, placeOf(link(href))]).toEqual([href, null])
  const tab = '\t'
  for (const href of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    `java${tab}script:alert(1)`,
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    ' javascript:alert(1)',
    '\u00a0javascript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//example.com',
    '/api/auth/logout',
    'example.com',
    'https:',
    'https:example.com',
    'https://',
    'https:///x',
    'https:\\\\example.com',
    `https://exa${tab}mple.com`,
    'https://example.com/a b',
    'https://example.com/\n',
    'mailto:',
    'https://a\0b',
    'https://[::1',
    '',
    `https://example.com/${'x'.repeat(2000)}`,
    null,
    7,
    ['https://example.com'],
    { toString: 'https://example.com' },
  ])
    expect([href, placeOf(link(href))]).toEqual([href, 'content.0.content.0.marks.0.attrs.href'])
  expect(placeOf(doc(line(text('x', { type: 'link' }))))).toBe('content.0.content.0.marks.0.attrs.href')
  for (const [name, value] of [
    ['target', '_top" onclick="x'],
    ['rel', '" onclick="x'],
    ['class', 'fixed inset-0'],
    ['onclick', 'x'],
  ])
    expect(placeOf(link('https://example.com', { [name as string]: value }))).toBe(
      `content.0.content.0.marks.0.attrs.${name}`,
    )
})

test('images come by http, https, or are our own attachments', () => {
  for (const src of ['https://example.com/a.png', `/api/attachments/${user}`, `/api/attachments/${user}/thumbnail`])
    expect(placeOf(image(src, { alt: 'A', title: null, width: 100, height: null }))).toBe(null)
  for (const src of [
    'data:image/svg+xml,<svg onload=alert(1)>',
    'javascript:x',
    'blob:https://example.com/x',
    'mailto:ada@example.com',
    '//example.com/a.png',
    '/api/auth/logout',
    `/api/attachments/${user}/../../auth/logout`,
    `/api/attachments/${user}\n`,
    `/api/attachments/${user}?x`,
  ])
    expect([src, placeOf(image(src))]).toEqual([src, 'content.0.attrs.src'])
  expect(placeOf(image('https://example.com/a.png', { width: '100%' }))).toBe('content.0.attrs.width')
  expect(placeOf(image('https://example.com/a.png', { alt: 'x'.repeat(1001) }))).toBe('content.0.attrs.alt')
})

test('a colour is a colour, a mention names a user', () => {
  const colored = (color: unknown) => doc(line(text('x', { type: 'highlight', attrs: { color } })))
  for (const color of ['red', '#fff', '#ffcc0080', null]) expect(placeOf(colored(color))).toBe(null)
  for (const color of ['red;position:fixed', 'url(https://x)', '#xyz', 7])
    expect(placeOf(colored(color))).toBe('content.0.content.0.marks.0.attrs.color')
  expect(placeOf(mention(user))).toBe(null)
  for (const id of ['ada', `${user}\n`, null]) expect(placeOf(mention(id))).toBe('content.0.content.0.attrs.id')
  expect(placeOf(mention(user, { label: 'x'.repeat(256) }))).toBe('content.0.content.0.attrs.label')
})

test('is bounded in depth and size, and quick to refuse', () => {
  const deep = (levels: number) =>
    doc(Array.from({ length: levels - 1 }).reduce<unknown>((inner) => node('blockquote', inner), line()))
  expect(placeOf(deep(20))).toBe(null)
  expect(placeOf(deep(21))?.split('.').length).toBe(42)
  expect(placeOf(deep(4000))?.split('.').length).toBe(42)
  expect(placeOf(doc(line(text('x'.repeat(99_000)))))).toBe(null)
  expect(placeOf(doc(line(text('x'.repeat(100_000)))))).toBe('')
  const many = { type: 'doc', content: Array.from({ length: 200_000 }, () => line(text('x'))) }
  const began = Date.now()
  expect(placeOf(many)).toBe('')
  expect(Date.now() - began).toBeLessThan(1000)
})

test('a plain string is taken as it is; the place of a fault is told from the field on', () => {
  expect(Input.parse({ description: 'javascript:alert(1) <b>' })).toEqual({ description: 'javascript:alert(1) <b>' })
  expect(Input.safeParse({ description: 'a\0b' }).success).toBe(false)
  expect(JSON.stringify(Input.safeParse({ description: doc({ type: 'x' }) }).error?.issues)).toContain('"description"')
})

test('reads as plain text', () => {
  expect(plainText('as it is')).toBe('as it is')
  expect(plainText(Document.parse(rich))).toBe(
    [
      'Before',
      'Press Save',
      'twice',
      'one',
      'two',
      '',
      'done',
      'said',
      'a < b',
      '',
      '',
      'a\tb',
      '@Ada look',
      'here',
    ].join('\n'),
  )
  expect(plainText(Document.parse(image('https://example.com/a.png', { alt: 'A plan' })))).toBe('A plan')
})

test('a text becomes a document with a paragraph for each line', () => {
  expect(documentOf('one\r\n\ntwo')).toEqual(doc(line(text('one')), { type: 'paragraph' }, line(text('two'))))
  expect(documentOf(Document.parse(rich))).toEqual(rich)
  for (const value of ['', 'a\rb', '\n\n', 'one\ntwo'])
    expect([value, placeOf(documentOf(value))]).toEqual([value, null])
})

test('blank is what shows nothing', () => {
  for (const value of ['', ' \n', doc(), doc(line()), doc(line(text('  '), { type: 'hardBreak' }))])
    expect(isBlank(value as never)).toBe(true)
  for (const value of ['x', doc(line(text('x'))), mention(user), image('https://example.com/a.png')])
    expect(isBlank(value as never)).toBe(false)
})

test('says whom it mentions, and where', () => {
  const upper = user.toUpperCase()
  expect(mentionsIn(Document.parse(doc(line(), ...mention(upper).content)))).toEqual([
    { userId: user, field: 'content.1.content.0.attrs.id' },
  ])
})
