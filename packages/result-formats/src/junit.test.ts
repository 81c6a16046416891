import { describe, expect, test } from 'vitest'
import { chunksOf, read, readBytes } from './junit.fixture.ts'
import { LIMITS } from './model.ts'

const suite = (inner: string) => `<testsuite name="shop">${inner}</testsuite>`
const one = async (inner: string) => (await read(suite(inner))).results[0]!

describe('the frame', () => {
  const inner = '<testcase classname="shop.Cart" name="adds" time="1.5"/>'
  test.each([
    ['testsuites', `<testsuites name="run"><testsuite name="shop">${inner}</testsuite></testsuites>`, ['shop']],
    ['a bare testsuite', suite(inner), ['shop']],
    ['a bare testcase', inner, []],
    ['nested suites', `<testsuites><testsuite name="a">${suite(inner)}</testsuite></testsuites>`, ['a', 'shop']],
    ['a suite without a name', `<testsuites><testsuite>${suite(inner)}</testsuite></testsuites>`, ['shop']],
    ['a namespace', `<testsuite xmlns="urn:x" xmlns:j="urn:x" name="shop">${inner}</testsuite>`, ['shop']],
    [
      'prefixes',
      `<j:testsuite name="shop"><j:testcase classname="shop.Cart" name="adds" time="1.5"/></j:testsuite>`,
      ['shop'],
    ],
    [
      'instructions and comments',
      `<?xml version="1.0"?><?a b?><!-- <testcase/> -->${suite(`<?c d?>${inner}<!-- - -->`)}`,
      ['shop'],
    ],
  ])('%s', async (_, xml, suites) => {
    const result = { suites, className: 'shop.Cart', name: 'adds', status: 'PASSED', durationMs: 1500, flaky: false }
    const none = { properties: [], attachments: [], attempts: [] }
    expect(await read(xml)).toEqual({ results: [{ ...result, ...none }], warnings: [] })
  })

  test('suites end where they end', async () => {
    const xml = `<testsuites>${suite('<testsuite name="in"><testcase name="1"/></testsuite><testcase name="2"/>')}<testcase name="3"/></testsuites>`
    const { results } = await read(xml)
    expect(results.map(({ suites, name }) => [...suites, name].join('/'))).toEqual(['shop/in/1', 'shop/2', '3'])
  })

  test('the same names twice are two results, as the file wrote them', async () => {
    const { results } = await read(suite('<testcase name="a"><failure/></testcase><testcase name="a"/>'))
    expect(results.map(({ status, flaky }) => [status, flaky])).toEqual([
      ['FAILED', false],
      ['PASSED', false],
    ])
  })

  test('no tests are no fault', async () => {
    expect(await read('<testsuites/>')).toEqual({ results: [], warnings: [] })
  })

  test('a case without a name takes that of its class, else of its suite', async () => {
    expect((await one('<testcase name="" classname="shop.Cart"/>')).name).toBe('shop.Cart')
    expect((await one('<testcase/>')).name).toBe('shop')
    expect((await read('<testcase/>')).results[0]!.name).toBe('(no name)')
  })

  test('PHPUnit writes class', async () => {
    expect((await one('<testcase class="Shop\\Cart" name="a"/>')).className).toBe('Shop\\Cart')
  })
})

describe('times', () => {
  test.each([
    ['0', 0],
    ['1.5', 1500],
    ['.5', 500],
    ['+2', 2000],
    [' 0.25 ', 250],
    ['1.2e-3', 1],
    ['4.506e-05', 0],
    ['0,5', 500],
    ['1,234', 1234],
    ['1,234.56', 1_234_560],
    ['1.234,56', 1_234_560],
    ['12 345,5', 12_345_500],
    ['1,234,567', 1_234_567_000],
    ['2147483.647', 2_147_483_647],
    ['', undefined],
    [' ', undefined],
  ])('%j', async (time, durationMs) => {
    const { results, warnings } = await read(suite(`<testcase name="a" time="${time}"/>`))
    expect(results[0]!.durationMs).toBe(durationMs)
    expect(warnings).toEqual([])
  })

  test.each(['NaN', 'Infinity', '-1', '1m 2s', '12ms', 'x', ',', '1,2,3', '2147483.648', '1e400'])(
    '%j is told',
    async (time) => {
      const { results, warnings } = await read(
        suite(`\n<testcase name="a" time="${time}">\n</testcase><testcase name="b" time="${time}"/>`),
      )
      expect(results.map((result) => 'durationMs' in result)).toEqual([false, false])
      expect(warnings).toEqual([
        { line: 2, column: 27 + time.length, message: expect.stringContaining(`The time "${time}"`) },
      ])
    },
  )
})

describe('how a test went', () => {
  test.each([
    ['<failure/>', 'FAILED'],
    ['<error/>', 'FAILED'],
    ['<skipped/>', 'SKIPPED'],
    ['<disabled/>', 'SKIPPED'],
    ['<skipped/><failure/>', 'FAILED'],
    ['<system-out/>', 'PASSED'],
  ])('%s', async (inner, status) => {
    expect((await one(`<testcase name="a">${inner}</testcase>`)).status).toBe(status)
  })

  test.each([
    ['status="run" result="completed"', 'PASSED'],
    ['status="notrun" result="suppressed"', 'SKIPPED'],
    ['status="run" result="skipped"', 'SKIPPED'],
    ['status="notrun"', 'SKIPPED'],
    ['status="Disabled"', 'SKIPPED'],
    ['status="failed"', 'FAILED'],
    ['status="blocked"', 'BLOCKED'],
    ['status=""', 'PASSED'],
  ])('%s', async (attributes, status) => {
    const { results, warnings } = await read(suite(`<testcase name="a" ${attributes}/>`))
    expect([results[0]!.status, warnings]).toEqual([status, []])
  })

  test('a status that is not known is told', async () => {
    const { results, warnings } = await read(suite('<testcase name="a" status="constructor"/>'))
    expect(results[0]!.status).toBe('PASSED')
    expect(warnings[0]!.message).toBe('The status "constructor" is not known: the test counts as passed.')
  })

  test('message and trace', async () => {
    const result = await one(
      '<testcase name="a"><failure message="boom" type="E">\n  at <![CDATA[a < b]]>\n\n</failure></testcase>',
    )
    expect(result).toMatchObject({ message: 'boom', details: '  at a < b' })
  })

  test('without a message, the first line of the text, else the type', async () => {
    expect((await one('<testcase name="a"><failure type="E">\n E: no\n at b</failure></testcase>')).message).toBe(
      'E: no',
    )
    expect(await one('<testcase name="a"><error type="E"/></testcase>')).toMatchObject({ message: 'E' })
    expect(await one('<testcase name="a"><failure/></testcase>')).not.toHaveProperty('message')
  })

  test('several failures are joined', async () => {
    const result = await one(
      '<testcase name="a"><failure message="1">x</failure><error message="2">y</error><failure>z</failure></testcase>',
    )
    expect(result).toMatchObject({ message: '1\n2\nz', details: 'x\n\ny\n\nz' })
  })

  test('elements inside of a failure', async () => {
    const result = await one(
      '<testcase name="a"><failure><message>no</message><stack-trace>at b</stack-trace></failure></testcase>',
    )
    expect(result).toMatchObject({ message: 'no', details: 'at b' })
  })

  test('why it was skipped', async () => {
    expect(await one('<testcase name="a"><skipped message="later"/></testcase>')).toMatchObject({ message: 'later' })
    expect(await one('<testcase name="a"><skipped>later</skipped></testcase>')).toMatchObject({ message: 'later' })
  })

  test('a suite that failed before its tests is a result', async () => {
    const xml =
      '<testsuites><testsuite name="a"><error message="no class">at x</error><testcase name="b"/></testsuite></testsuites>'
    expect((await read(xml)).results).toMatchObject([
      { suites: ['a'], name: 'a', status: 'FAILED', message: 'no class', details: 'at x' },
      { suites: ['a'], name: 'b', status: 'PASSED' },
    ])
  })
})

describe('attempts', () => {
  test('a flaky test failed before it passed', async () => {
    const flakes =
      '<flakyFailure message="1"><stackTrace>at 1</stackTrace><system-out>log</system-out></flakyFailure><flakyError message="2" time="0.2"/>'
    expect(await one(`<testcase name="a" time="3">${flakes}</testcase>`)).toMatchObject({
      status: 'PASSED',
      flaky: true,
      durationMs: 3000,
      stdout: 'log',
      attempts: [
        { status: 'FAILED', message: '1', details: 'at 1' },
        { status: 'FAILED', message: '2', durationMs: 200 },
        { status: 'PASSED', durationMs: 3000 },
      ],
    })
  })

  test('a failed test was run again in vain', async () => {
    const result = await one(
      '<testcase name="a" time="1"><failure message="1">x</failure><rerunFailure message="2"/><rerunError message="3"/></testcase>',
    )
    expect(result).toMatchObject({ status: 'FAILED', flaky: false, message: '1' })
    expect(result.attempts).toEqual([
      { status: 'FAILED', message: '1', details: 'x', durationMs: 1000 },
      { status: 'FAILED', message: '2' },
      { status: 'FAILED', message: '3' },
    ])
  })

  test('reruns of a test that passed in the end', async () => {
    const { flaky, attempts } = await one('<testcase name="a"><rerunFailure message="1"/></testcase>')
    expect([flaky, attempts.map(({ status }) => status)]).toEqual([true, ['FAILED', 'PASSED']])
  })

  test('no more than a bound', async () => {
    const { results, warnings } = await read(suite(`<testcase name="a">${'<rerunFailure/>'.repeat(1000)}</testcase>`))
    expect(results[0]!.attempts).toHaveLength(LIMITS.attempts + 1)
    expect(warnings[0]!.message).toContain('Attempts')
  })
})

describe('output, properties, attachments', () => {
  test('of a test', async () => {
    const properties =
      '<properties><property name="a" value="1"/><property name="a" value="2"/><property name="b">\n long\n</property></properties>'
    const output =
      '<system-out><![CDATA[<out> ]]]]><![CDATA[>]]></system-out><system-err>err &amp; &#33;</system-err><system-out>more</system-out>'
    expect(await one(`<testcase name="x">${properties}${output}</testcase>`)).toMatchObject({
      properties: [
        { name: 'a', value: '1' },
        { name: 'a', value: '2' },
        { name: 'b', value: ' long' },
      ],
      stdout: '<out> ]]>\nmore',
      stderr: 'err & !',
    })
  })

  test('of a suite are told, when there are any', async () => {
    const empty = '<properties/><system-out><![CDATA[ ]]></system-out><testcase name="a"/><system-err/>'
    expect((await read(suite(empty))).warnings).toEqual([])
    const { results, warnings } = await read(
      suite('<properties><property name="p" value="1"/></properties><testcase name="a"/><system-out>x</system-out>'),
    )
    expect([results[0]!.properties, results[0]!.stdout]).toEqual([[], undefined])
    expect(warnings.map(({ message }) => message)).toEqual([
      'Properties of suites are not kept, only those of tests.',
      'Output of suites is not kept, only that of tests.',
    ])
  })

  test('attachments, also beyond the kept text', async () => {
    const out = `[[ATTACHMENT|/shots/a b.png]]\n${'x'.repeat(100_000)}\n[[ATTACHMENT|C:\\shots\\c.png]] [[ATTACHMENT|d]] [[ATTACHMENT|]] [[x]]`
    const result = await one(
      `<testcase name="x"><system-out>${out}</system-out><system-err>[[ATTACHMENT|e/]]</system-err></testcase>`,
    )
    expect(result.attachments).toEqual([
      { name: 'a b.png', path: '/shots/a b.png' },
      { name: 'c.png', path: 'C:\\shots\\c.png' },
      { name: 'd', path: 'd' },
      { name: 'e/', path: 'e/' },
    ])
  })

  test('an element that is not known is told', async () => {
    const { results, warnings } = await read(
      suite('<testcase name="a"><constructor>x</constructor></testcase><group><testcase name="b"/></group>'),
    )
    expect(results.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(warnings.map(({ message }) => message)).toEqual(
      ['constructor', 'group'].map((name) => `The element <${name}> is not known: it was left out.`),
    )
  })
})

describe('bounds', () => {
  const cut = '\n… cut after 64 kB'
  test.each(['system-out', 'failure'])('a long %s is cut and says so', async (element) => {
    const result = await one(
      `<testcase name="a"><${element}>${'x'.repeat(1_000_000)}</${element}><skipped/></testcase>`,
    )
    expect(element === 'failure' ? result.details : result.stdout).toBe('x'.repeat(LIMITS.text) + cut)
  })

  test('never in the middle of a character', async () => {
    const result = await one(
      `<testcase name="${'😀'.repeat(2000)}"><system-out>x${'😀'.repeat(50_000)}</system-out></testcase>`,
    )
    expect(result.stdout).toBe(`x${'😀'.repeat(LIMITS.text / 2 - 1)}${cut}`)
    expect(result.name).toBe(`${'😀'.repeat(LIMITS.name / 2 - 1)}…`)
  })

  test('properties beyond a bound are told', async () => {
    const { results, warnings } = await read(
      suite(`<testcase name="a">${'<property name="a" value="b"/>'.repeat(1000)}</testcase>`),
    )
    expect(results[0]!.properties).toHaveLength(LIMITS.entries)
    expect(warnings[0]!.message).toContain('Properties of a test beyond 250')
  })

  test('warnings too', async () => {
    const { warnings } = await read(suite(Array.from({ length: 1000 }, (_, index) => `<x${index}/>`).join('')))
    expect(warnings).toHaveLength(LIMITS.warnings + 1)
    expect(warnings.at(-1)!.message).toBe('There are more warnings, which are not listed.')
  })
})

describe('encodings', () => {
  const text = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><testcase name="grüße 日本 😀"/>`
  const utf16be = (value: string) => Buffer.from(value, 'utf16le').swap16()
  test.each([
    ['UTF-8', Buffer.from(text('UTF-8'))],
    ['UTF-8 with BOM', Buffer.from(`\uFEFF${text('UTF-8')}`)],
    ['UTF-16 LE with BOM', Buffer.from(`\uFEFF${text('UTF-16')}`, 'utf16le')],
    ['UTF-16 LE', Buffer.from(text('UTF-16LE'), 'utf16le')],
    ['UTF-16 BE with BOM', utf16be(`\uFEFF${text('UTF-16')}`)],
    ['UTF-16 BE', utf16be(text('UTF-16BE'))],
    ['UTF-8 that calls itself UTF-16', Buffer.from(text('utf-16'))],
  ])('%s', async (_, bytes) => {
    const read = await readBytes(chunksOf(bytes, 3))
    expect(read).toMatchObject({ results: [{ name: 'grüße 日本 😀' }], warnings: [] })
  })

  test.each(['ISO-8859-1', 'windows-1252', 'latin1'])('%s', async (encoding) => {
    const bytes = Buffer.from(`<?xml version='1.0' encoding='${encoding}'?><testcase name="grüße"/>`, 'latin1')
    expect((await readBytes(chunksOf(bytes, 7))).results[0]!.name).toBe('grüße')
  })

  test('Shift_JIS', async () => {
    const bytes = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="Shift_JIS"?><testcase name="'),
      Buffer.from([0x93, 0xfa]),
      Buffer.from('"/>'),
    ])
    expect((await readBytes(chunksOf(bytes, 1))).results[0]!.name).toBe('日')
  })

  test('an encoding that is not known is a fault', async () => {
    const { fault } = await read('<?xml version="1.0" encoding="klingon"?><testcase name="a"/>')
    expect(fault).toEqual({ line: 1, column: 1, message: 'The encoding klingon is not known. Save the file as UTF-8.' })
  })

  test('bytes that are not UTF-8 are told and replaced', async () => {
    const bytes = Buffer.concat([
      Buffer.from('<testsuite>\n<testcase name="a'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"/></testsuite>'),
    ])
    const { results, warnings, fault } = await readBytes(chunksOf(bytes, 1000))
    expect([results[0]!.name, fault]).toEqual(['a\uFFFD\uFFFD', undefined])
    expect(warnings).toEqual([{ line: 2, column: 18, message: expect.stringContaining('not valid in the encoding') }])
  })

  test('control characters are told and kept, but NUL', async () => {
    const { results, warnings, fault } = await read(
      suite('<testcase name="a\u0001&#x1B;&#0;\0"><system-out>\u001b[31m&#27;</system-out></testcase>'),
    )
    expect(fault).toBeUndefined()
    expect(results[0]).toMatchObject({ name: 'a\u0001\u001b\uFFFD\uFFFD', stdout: '\u001b[31m\u001b' })
    expect(warnings.map(({ message }) => message.split(',')[0])).toEqual([
      'The file has control characters',
      'Some characters are not valid in the encoding of the file: they stand as \uFFFD.',
    ])
  })
})

describe('faults', () => {
  const good = '<testsuite name="s">\n<testcase name="good"/>\n'
  test.each([
    ['truncated in a tag', '<testcase name="b', 'The file ends inside of <testsuite>.', 3],
    ['truncated in a case', '<testcase name="b"><failure>x', 'The file ends inside of <failure>.', 3],
    ['truncated after a case', '', 'The file ends inside of <testsuite>.', 3],
    ['a wrong close tag', '<testcase name="b"></testsuite>', 'unexpected close tag', 3],
    ['an attribute twice', '<testcase name="b" name="c"/>', 'duplicate attribute', 3],
    ['an unescaped <', '<testcase name="a < b"/>', 'disallowed character', 3],
    ['an unescaped &', '<testcase name="a & b"/>\n<testcase name="&gt;"/></testsuite>', 'entity', 4],
    ['an entity of a browser', '<testcase name="&nbsp;"/></testsuite>', 'undefined entity', 3],
    ['an entity of JavaScript', '<testcase name="&constructor;"/></testsuite>', 'undefined entity', 3],
    ['no character', '<testcase name="&#xFFFFFF;"/></testsuite>', 'malformed character entity', 3],
    ['a lone surrogate', '<testcase name="&#xD800;"/></testsuite>', 'malformed character entity', 3],
    [
      'a case in a case',
      '<testcase name="b"><testcase name="c"/></testcase></testsuite>',
      '<testcase> stands inside',
      3,
    ],
    ['a suite in a case', '<testcase name="b"><testsuite/></testcase></testsuite>', '<testsuite> stands inside', 3],
    ['text behind the end', '</testsuite>\n\ngarbage', 'text after the last element', 3],
    ['two roots', '</testsuite>\n<testsuite/>', 'only one root', 4],
    ['a late DTD', '<!DOCTYPE x><testcase name="b"/>', 'DTD|doctype', 3],
    ['too deep', '<a>'.repeat(10_000), 'nested more than 100 deep', 3],
    ['a tag without end', `<testcase name="${'x'.repeat(3_000_000)}"/></testsuite>`, 'longer than 1 MB', 3],
    [
      'attributes without end',
      `<testcase ${Array.from({ length: 300_000 }, (_, n) => `a${n}=""`).join(' ')}/></testsuite>`,
      'longer than 1 MB',
      3,
    ],
  ])('%s: what stood before is given', async (_, rest, message, line) => {
    const { results, fault } = await read(good + rest)
    expect(results.map(({ name }) => name)).toEqual(['good'])
    expect(fault?.message).toMatch(new RegExp(message))
    expect(fault?.line).toBe(line)
  })

  test.each([
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><testcase name="&b;"/>'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><testcase name="&x;"/>'],
    [
      'an external DTD',
      '<?xml version="1.0"?><!DOCTYPE testsuite SYSTEM "http://127.0.0.1/x.dtd"><testcase name="x"/>',
    ],
  ])('%s is refused', async (_, xml) => {
    const { results, fault } = await read(xml)
    expect(results).toEqual([])
    expect(fault?.message).toBe('The file has a DTD (<!DOCTYPE …>), which is refused. Remove it.')
  })

  test.each([
    ['', 'it has no XML element'],
    [' \n', 'it has no XML element'],
    ['<!-- x -->', 'it has no XML element'],
    ['{"results": []}', 'it does not begin with an XML element'],
    ['PK\u0003\u0004', 'it does not begin with an XML element'],
    ['<testng-results/>', 'its outermost element is <testng-results>'],
    ['<TestRun/>', 'its outermost element is <TestRun>'],
  ])('%j is not JUnit', async (text, reason) => {
    expect((await read(text)).fault?.message).toBe(`Not a JUnit file: ${reason}.`)
  })

  test('a comment, an instruction and a text may be long', async () => {
    const long = 'x'.repeat(3_000_000)
    const { results, fault } = await read(
      `<testsuite><!--${long}--><?a ${long}?><testcase name="a"/>${long}</testsuite>`,
    )
    expect([results.length, fault]).toEqual([1, undefined])
  })

  test('what the stream throws is thrown', async () => {
    async function* broken() {
      yield Buffer.from('<testsuite>')
      throw new Error('connection lost')
    }
    await expect(readBytes(broken())).rejects.toThrow('connection lost')
  })
})
