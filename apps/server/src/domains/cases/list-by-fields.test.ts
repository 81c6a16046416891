import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentBy } from '../../../test/sent.ts'
import { noId, startServer } from '../../../test/server.ts'
import { numberKey } from '../fields/queries.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const path = '/api/repository-cases'
type Case = { id: string; title: string }

const project = await make.project()
const names = ['Low', 'Medium', 'High']
const fields = {
  text: await make.field(project, 'TEXT'),
  number: await make.field(project, 'NUMBER'),
  date: await make.field(project, 'DATE'),
  checkbox: await make.field(project, 'CHECKBOX'),
  risk: await make.field(project, 'SELECT', { options: names.map((name) => ({ name })) }),
  many: await make.field(project, 'MULTI_SELECT', { options: names.map((name) => ({ name })) }),
  user: await make.field(project, 'USER'),
  prose: await make.field(project, 'LONG_TEXT'),
}
type Name = keyof typeof fields
const [template] = (await admin.get(`/api/templates?projectId=${project.id}`)).body.data
const templateFields = Object.values(fields).map(({ id }) => ({ fieldId: id }))
await admin.put(`/api/templates/${template.id}`, { fields: templateFields })
const option = (name: Name, label: string): string =>
  fields[name].options.find((one: { name: string }) => one.name === label).id
const { user } = await make.member(project, 'Viewer')

const caseWith = (title: string, values: Partial<Record<Name, unknown>>, more = {}) =>
  make.case(project, {
    title,
    customFields: Object.entries(values).map(([name, value]) => ({ fieldId: fields[name as Name].id, value })),
    ...more,
  })
await caseWith('a', {
  text: 'Firefox, ESR',
  number: -2,
  date: '2026-01-31',
  checkbox: true,
  risk: option('risk', 'High'),
})
await caseWith('b', {
  text: 'chrome',
  number: 10,
  risk: option('risk', 'Low'),
  many: [option('many', 'Low'), option('many', 'High')],
})
await caseWith('c', { text: 'Safari', number: 9.5, date: '2025-12-31', checkbox: false, risk: option('risk', 'High') })
await caseWith('d', { text: 'CHROME', date: '2026-02-01', user: user.id, many: [option('many', 'High')] })
await caseWith('e', {})

const list = (query: string) => admin.get(`${path}?projectId=${project.id}&${query}`)
const titlesIn = async (query: string): Promise<string> => {
  const { status, body } = await list(query)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.data.map(({ title }: Case) => title).join('')
}
const where = (...given: [Name, string][]) =>
  given.map(([name, value]) => `field=${encodeURIComponent(`${fields[name].id}:${value}`)}`).join('&')

test.each<[[Name, string][], string]>([
  [[['text', 'chrome']], 'bd'],
  [[['text', 'chrom']], ''],
  [
    [
      ['text', 'Firefox, ESR'],
      ['text', 'safari'],
    ],
    'ac',
  ],
  [[['number', '10']], 'b'],
  [[['number', '-2..9.5']], 'ac'],
  [[['number', '9.6..']], 'b'],
  [
    [
      ['number', '..-2'],
      ['number', '10'],
    ],
    'ab',
  ],
  [[['date', '2026-01-31']], 'a'],
  [[['date', '2026-01-01..2026-12-31']], 'ad'],
  [[['checkbox', 'false']], 'c'],
  [[['risk', option('risk', 'High')]], 'ac'],
  [
    [
      ['risk', option('risk', 'High')],
      ['risk', option('risk', 'Low')],
    ],
    'abc',
  ],
  [[['many', option('many', 'High')]], 'bd'],
  [
    [
      ['many', option('many', 'High')],
      ['text', 'chrome'],
      ['user', user.id],
    ],
    'd',
  ],
  [[['risk', option('many', 'High')]], ''],
])('finds by %j', async (given, titles) => {
  expect(await titlesIn(`sort=title&${where(...given)}`)).toBe(titles)
  const { pagination } = (await list(where(...given))).body
  expect(pagination.total).toBe(titles.length)
  const run = await make.run(project, [], {
    testCases: undefined,
    filter: { field: given.map(([name, value]) => `${fields[name].id}:${value}`) },
  })
  expect(run.testCasesTotal).toBe(titles.length)
})

test('together with other filters and sorts', async () => {
  const folder = await make.folder(project)
  await caseWith('z', { text: 'chrome' }, { folderId: folder.id })
  expect(await titlesIn(`sort=-title&${where(['text', 'chrome'])}`)).toBe('zdb')
  const { id } = (await list(`folderId=${folder.id}&${where(['text', 'chrome'])}&sort=field:${fields.number.id}`)).body
    .data[0]
  expect((await admin.delete(`${path}/${id}`)).status).toBe(204)
  expect(await titlesIn(where(['text', 'chrome']))).toBe('db')
})

test('a value that its field cannot hold is a 422 that names it; an unknown field finds nothing', async () => {
  const elsewhere = await make.field(await make.project(), 'TEXT')
  for (const id of [noId, elsewhere.id]) expect(await titlesIn(`field=${id}:x`)).toBe('')
  for (const [name, value] of [
    ['number', 'ten'],
    ['number', '1..2..3'],
    ['number', '..'],
    ['number', '1..x'],
    ['date', '2026-02-30'],
    ['checkbox', 'yes'],
    ['risk', 'High'],
    ['user', 'me'],
    ['prose', 'Hello'],
  ] as const) {
    const { status, body } = await list(`${where(['text', 'x'])}&${where([name, value])}`)
    expect([status, body.error?.details.field], `${name}: ${value}`).toEqual([422, 'field.1'])
  }
  const wrong = { projectId: project.id, name: 'x', filter: { field: [`${fields.number.id}:ten`] } }
  expect((await admin.post('/api/test-runs', wrong)).body.error.details.field).toBe('filter.field.0')
  for (const value of ['x', `${noId}:`, `${noId}`])
    expect((await list(`field=${value}`)).body.error.details.field).toBe('field.0')
})

test.each<[Name, string, string]>([
  ['text', 'bdace', 'cadbe'],
  ['number', 'acbde', 'bcaed'],
  ['date', 'cadbe', 'daceb'],
  ['checkbox', 'cabde', 'aced' + 'b'],
  ['risk', 'bacde', 'cabed'],
])('sorts by a %s, what has none last, and pages', async (name, upwards, downwards) => {
  for (const [sort, titles] of [
    [`field:${fields[name].id}`, upwards],
    [`-field:${fields[name].id}`, downwards],
  ] as const) {
    expect(await titlesIn(`sort=${sort}`), sort).toBe(titles)
    let [paged, cursor] = ['', '']
    while (cursor !== 'null') {
      const { data, pagination } = (await list(`sort=${sort}&limit=1${cursor && `&cursor=${cursor}`}`)).body
      paged += data[0].title
      cursor = String(pagination.nextCursor)
    }
    expect(paged, sort).toBe(titles)
    expect(await titlesIn(`sort=${sort}&limit=3&offset=1`), sort).toBe(titles.slice(1, 4))
    expect(await titlesIn(`sort=${sort}&${where(['text', 'chrome'])}`), sort).toBe(titles.replace(/[ace]/g, ''))
  }
})

test('options sort by their place, also when that changes', async () => {
  const { id, options } = fields.risk
  const reorder = (next: object[]) => admin.put(`/api/fields/${id}`, { options: next })
  await reorder(options.toReversed())
  expect(await titlesIn(`sort=field:${id}`)).toBe('acbde')
  await reorder(options)
})

test('what has no order is a 422 on the sort', async () => {
  for (const id of [noId, fields.many.id, fields.user.id, fields.prose.id]) {
    const { status, body } = await list(`sort=field:${id}`)
    expect([status, body.error?.details.field]).toEqual([422, 'sort'])
  }
})

test('a field that leaves the template leaves lists too', async () => {
  const without = templateFields.filter(({ fieldId }) => fieldId !== fields.number.id)
  await admin.put(`/api/templates/${template.id}`, { fields: without })
  expect(await titlesIn(where(['number', '10']))).toBe('')
  expect(await titlesIn(`sort=field:${fields.number.id}`)).toBe('abcde')
  await admin.put(`/api/templates/${template.id}`, { fields: templateFields })
  expect(await titlesIn(where(['number', '10']))).toBe('b')
})

test('a list by custom fields takes one statement more, to know them', async () => {
  const statementsOf = async (query: string) => {
    await list(query)
    return (await sentBy(platform.database, () => list(query))).length
  }
  const plain = await statementsOf('tags=x')
  const both = `sort=field:${fields.number.id}&${where(['text', 'chrome'], ['date', '2026-01-01..'])}`
  expect(await statementsOf(both)).toBe(plain + 1)
})

test('keys of numbers sort as the numbers do', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true })
  fc.assert(
    fc.property(number, number, (a, b) => {
      const [x, y] = [numberKey(a), numberKey(b)]
      expect(x.length).toBe(16)
      expect(Math.sign(Number(x > y) - Number(x < y))).toBe(Math.sign(Number(a > b) - Number(a < b)))
    }),
  )
})

test('neither filter nor sort reads more than a part of many cases', async () => {
  const filled = await make.project()
  const [one] = (await admin.get(`/api/templates?projectId=${filled.id}`)).body.data
  const [number, select] = [
    await make.field(filled, 'NUMBER'),
    await make.field(filled, 'SELECT', { options: names.map((name) => ({ name })) }),
  ]
  await admin.put(`/api/templates/${one.id}`, { fields: [{ fieldId: number.id }, { fieldId: select.id }] })
  const { folderId } = await make.case(filled)
  await sql`
    insert into cases (id, project_id, folder_id, template_id, title, automation_status)
    select gen_random_uuid(), ${filled.id}, ${folderId}, ${one.id}, 'Case ' || i, 'MANUAL' from generate_series(1, 20000) i`
  await sql`
    insert into case_field_keys (case_id, field_id, key)
    select id, ${number.id}::uuid, case when number % 7 = 0 then ${numberKey(7)} else lpad(to_hex(number), 16, '0') end from cases where project_id = ${filled.id} and number % 10 > 0
    union all
    select id, ${select.id}::uuid, ${JSON.stringify(select.options)}::text::jsonb->(number % 3)->>'id' from cases where project_id = ${filled.id}`
  await sql`analyze cases, case_field_keys`
  for (const query of [
    `field=${number.id}:7`,
    `field=${select.id}:${select.options[1].id}`,
    `sort=field:${number.id}`,
    `sort=-field:${number.id}`,
    `sort=field:${select.id}`,
    `sort=field:${number.id}&field=${select.id}:${select.options[1].id}`,
  ]) {
    let [statement, parameters]: [string, unknown[]] = ['', []]
    sql.options.debug = (_connection, text, given) => {
      if (text.includes('"customFields"')) [statement, parameters] = [text, given]
    }
    const url = `${path}?projectId=${filled.id}&${query}`
    expect((await admin.get(url)).body.data).toHaveLength(50)
    sql.options.debug = false
    const [explained] = await sql.unsafe(`explain (analyze, format json) ${statement}`, parameters as string[])
    const read = rowsRead(explained?.['QUERY PLAN'][0].Plan)
    expect(read, query).toBeGreaterThanOrEqual(50)
    expect(read, query).toBeLessThan(1000)
  }
})

interface Plan {
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: Plan[]
}

/** How many rows of cases and of their keys a plan looked at. */
function rowsRead(plan: Plan): number {
  const removed = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0)
  const isCounted = ['cases', 'case_field_keys'].includes(plan['Relation Name'] ?? '')
  const own = isCounted ? (plan['Actual Rows'] + removed) * plan['Actual Loops'] : 0
  return own + (plan.Plans ?? []).reduce((sum, one) => sum + rowsRead(one), 0)
}
