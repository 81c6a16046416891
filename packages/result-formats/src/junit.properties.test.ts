import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chunksOf, read, readBytes } from './junit.fixture.ts'
import type { Batch } from './model.ts'

type Node =
  | { suite: string; children: Node[] }
  | { name: string; className: string; milliseconds: number; failure?: string; out?: string }

/** Text of every kind that XML can hold: its own marks, quotes, line ends, signs of other planes. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'<>&"\'\n\t] []=/!-?;#x',
        ']]>',
        '<!--',
        '<![CDATA[',
        '&amp;',
        '&#0;',
        '😀',
        '\u00a0',
        '\ufeff',
        '\u2028',
      ),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(''))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML cannot hold
  .map((made) => `a${made.replace(/[\u0000-\u0008\u000b-\u001f\ufffd-\uffff]/g, '')}z`)

const { tree } = fc.letrec<{ tree: Node }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.record(
      { name: text, className: text, milliseconds: fc.nat(), failure: text, out: text },
      { requiredKeys: ['name', 'className', 'milliseconds'] },
    ),
    fc.record({ suite: text, children: fc.array(tie('tree'), { maxLength: 4 }) }),
  ),
}))
const trees = fc.array(tree, { maxLength: 5 })

const attribute = (value: string) =>
  escaped(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#x9;')
const escaped = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(']]>', ']]&gt;')
const cdata = (value: string) => `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

function write(node: Node): string {
  if ('suite' in node)
    return `<testsuite name="${attribute(node.suite)}">\n${node.children.map(write).join('\n')}</testsuite>`
  const failure =
    node.failure === undefined ? '' : `<failure message="${attribute(node.failure)}">${escaped(node.failure)}</failure>`
  const out = node.out === undefined ? '' : `<system-out>${cdata(node.out)}</system-out>`
  const attributes = `classname="${attribute(node.className)}" name="${attribute(node.name)}" time="${node.milliseconds / 1000}"`
  return `<testcase ${attributes}>${failure}${out}</testcase>`
}

const file = (nodes: Node[]) => `<testsuites>${nodes.map(write).join('')}</testsuites>`

function expected(node: Node, suites: string[] = []): object[] {
  if ('suite' in node) return node.children.flatMap((child) => expected(child, [...suites, node.suite]))
  const { name, className, milliseconds, failure, out } = node
  return [
    {
      suites,
      className,
      name,
      status: failure === undefined ? 'PASSED' : 'FAILED',
      durationMs: milliseconds,
      ...(failure !== undefined && { message: failure, details: failure }),
      ...(out !== undefined && { stdout: out }),
      properties: [],
      attachments: [],
      attempts: [],
      flaky: false,
    },
  ]
}

const split = async (bytes: Uint8Array, cuts: number[]) => {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b)
  const from = [0, ...places]
  async function* pieces() {
    for (const [index, start] of from.entries()) yield bytes.subarray(start, from[index + 1])
  }
  return readBytes(pieces())
}

describe('any tree of suites', () => {
  test('is read as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(trees, async (nodes) => {
        expect(await read(file(nodes))).toEqual({ results: nodes.flatMap((node) => expected(node)), warnings: [] })
      }),
      { numRuns: 500 },
    )
  })
})

const odd = fc.constantFrom(
  '<',
  '>',
  '&',
  '"',
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '<!DOCTYPE a [',
  '<?',
  '</testcase>',
  '<testcase>',
  '<testsuite>',
  '</testsuite>',
  '<failure>',
  '</failure>',
  '<system-out>',
  '<property name="x">',
  '<rerunFailure>',
  '&#27;',
  '&#0;',
  '&x;',
  '\0',
  '\u001b',
  '\r',
  '<a:b>',
  '<message>',
  '<__proto__>',
  ' time="-1"',
)

/** A file with bytes struck out, put in and changed. */
const broken = fc
  .tuple(
    trees,
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat(30),
        fc.oneof(
          odd.map((mark) => Buffer.from(mark)),
          fc.uint8Array({ maxLength: 4 }),
        ),
      ),
      { maxLength: 6 },
    ),
  )
  .map(([nodes, changes]) =>
    changes.reduce(
      (bytes, [place, gone, put]) => {
        const at = place % (bytes.length + 1)
        return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + gone)])
      },
      Buffer.from(file(nodes)),
    ),
  )

describe('a broken file', () => {
  test('gives results or a fault, and text that a database can hold', async () => {
    await fc.assert(
      fc.asyncProperty(broken, async (bytes) => {
        const batch = await readBytes(chunksOf(bytes, 65_536))
        expect(JSON.stringify(batch)).not.toMatch(/\\u0000|\\ud[89a-f]/)
        for (const result of batch.results) expect(result.name).not.toBe('')
        if (batch.fault) expect(Math.min(batch.fault.line, batch.fault.column)).toBeGreaterThan(0)
      }),
      { numRuns: 3000, endOnFailure: true },
    )
  })

  test('is the same however its bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(broken, fc.array(fc.nat(), { maxLength: 20 }), async (bytes, cuts) => {
        const whole: Batch = await readBytes(chunksOf(bytes, 65_536))
        expect(await split(bytes, cuts)).toEqual(whole)
        expect(await readBytes(chunksOf(bytes, 1))).toEqual(whole)
      }),
      { numRuns: 1000, endOnFailure: true },
    )
  })

  test('of any bytes is a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        expect((await readBytes(chunksOf(bytes, 100))).fault).toBeDefined()
      }),
    )
  })
})
