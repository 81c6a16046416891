import { expect, test } from 'vitest'
import { failed, importInto, junit, passed, suite } from '../../../../test/junit.ts'
import { startServer } from '../../../../test/server.ts'

const { admin, make, platform } = await startServer()
const project = await make.project()
const { sql } = platform.database

const good = '<testsuite name="s">\n<testcase name="good" classname="C"/>\n'

test.each([
  ['truncated', '<testcase name="b', 'The file ends inside'],
  ['with a wrong close tag', '<testcase name="b"></testsuite>', 'unexpected close tag'],
  ['with a late DTD', '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]><testcase name="&x;"/>', 'DTD|doctype'],
  ['nested without end', '<a>'.repeat(100_000), 'nested more than 100 deep'],
  ['with a tag of 3 MB', `<testcase name="${'x'.repeat(3_000_000)}"/></testsuite>`, 'longer than 1 MB'],
])('of a file %s, what stood complete before is imported, and the place is told', async (_, rest, message) => {
  const files = { 'broken.xml': good + rest, 'whole.xml': junit(suite('s', failed('other', 'C'))) }
  const { status, body } = await importInto(admin, { projectId: project.id }, files)
  expect([status, body.imported]).toEqual([200, 2])
  const [broken, whole] = body.files
  expect(broken).toMatchObject({ name: 'broken.xml', imported: 1, fault: { line: 3 } })
  expect(broken.fault.message).toMatch(new RegExp(message))
  expect(whole).toMatchObject({ imported: 1, failed: 1 })
  expect(whole).not.toHaveProperty('fault')
})

const rowCounts = async () =>
  (
    await sql`select (select count(*) from cases) as cases, (select count(*) from runs) as runs, (select count(*) from folders) as folders,
    (select count(*) from results) as results, (select count(*) from imports) as imports, (select count(*) from audit_log) as audit`
  )[0]

test.each([
  ['empty', ''],
  ['of another kind', '{"results": []}'],
  ['a zip', 'PK\u0003\u0004'],
  ['truncated before the first test', '<testsuite><testcase'],
  ['an entity bomb', `<!DOCTYPE a [<!ENTITY a "ha">${'<!ENTITY b "&a;&a;">'.repeat(1000)}]><testcase name="&b;"/>`],
  ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><testcase name="&x;"/>'],
  ['an external DTD', '<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><testcase name="x"/>'],
  ['an unknown encoding', '<?xml version="1.0" encoding="klingon"?><testcase name="a"/>'],
])('a file in which nothing can be read is a 422 that says why: %s', async (_, content) => {
  const before = await rowCounts()
  const { status, body } = await importInto(admin, { projectId: project.id }, { 'bad.xml': content })
  expect([status, body.error.details.field]).toEqual([422, 'file'])
  expect(body.error.details.message).toMatch(/^bad\.xml: Line 1, column \d+: /)
  expect(await rowCounts()).toEqual(before)
})

test('strict refuses everything on the first fault, and names the file', async () => {
  const before = await rowCounts()
  const files = { 'fine.xml': junit(passed('fine')), 'half.xml': `${good}<testcase` }
  const { status, body } = await importInto(admin, { projectId: project.id, strict: 'true' }, files)
  expect([status, body.error.details.field]).toEqual([422, 'file'])
  expect(body.error.details.message).toContain('half.xml: Line 3')
  expect(await rowCounts()).toEqual(before)
  expect(await importInto(admin, { projectId: project.id, strict: 'true' }, junit(passed('fine')))).toMatchObject({
    status: 200,
  })
})

test('a file without tests is no fault', async () => {
  const { status, body } = await importInto(admin, { projectId: project.id }, junit())
  expect([status, body.imported, body.warnings.length]).toEqual([200, 0, 1])
})

test('UTF-16 and Latin-1 are read, control characters kept', async () => {
  const own = await make.project()
  const text = (encoding: string) =>
    `<?xml version="1.0" encoding="${encoding}"?><testcase name="grüße ${encoding}"><failure>\u001b[31m</failure></testcase>`
  const files = {
    'utf16.xml': Buffer.from(`\uFEFF${text('UTF-16')}`, 'utf16le'),
    'latin1.xml': Buffer.from(text('ISO-8859-1'), 'latin1'),
  }
  const { body } = await importInto(admin, { projectId: own.id }, files)
  const rows =
    await sql`select c.title, r.details from results r join cases c on c.id = r.case_id where r.run_id = ${body.testRunId} order by r.id`
  expect(rows.map(({ title }) => title)).toEqual(['grüße UTF-16', 'grüße ISO-8859-1'])
  expect(rows[0]?.details).toBe('\u001b[31m')
})

test('NUL and broken characters cannot come through', async () => {
  const { status, body } = await importInto(admin, { projectId: project.id }, junit(passed('a\0b'), passed('c\uD800')))
  expect([status, body.imported]).toEqual([200, 2])
  expect(body.warnings[0].message).toMatch(/not valid in the encoding/)
})

test('warnings are bounded over all files', async () => {
  const odd = (i: number) => suite('s', ...Array.from({ length: 30 }, (_, n) => `<x${i}-${n}/>`), passed(`t${i}`))
  const files = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`${i}.xml`, junit(odd(i))]))
  const { body } = await importInto(admin, { projectId: project.id }, files)
  expect(body.warnings).toHaveLength(101)
  expect(body.warnings[0]).toEqual({
    file: '0.xml',
    message: expect.stringMatching(/^Line 1, column \d+: The element <x0-0>/),
  })
  expect(body.warnings[100]).toEqual({ file: '4.xml', message: 'There are 50 more warnings.' })
})
