import { expect, test } from 'vitest'
import { sentBy } from '../../../test/sent.ts'
import { noId, startServer, unique } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const path = '/api/repository-cases'
type Case = { id: string; title: string; createdAt: string }
type Step = { id: string; action: string; order: number }

const list = async (project: { id: string }, query = '') => {
  const { status, body } = await admin.get(`${path}?projectId=${project.id}${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const finds = async (project: { id: string }, query: string) =>
  (await list(project, query)).data.map(({ title }: Case) => title).sort()

/** How many statements the server sends while it works on something. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  await work()
  return (await sentBy(platform.database, work)).length
}

test('keeps what was given; what is left out has its default', async () => {
  const project = await make.project()
  const given = {
    title: 'Log in',
    description: 'A description',
    expectedResult: 'In',
    estimate: 300,
    priority: 'HIGH',
    automationStatus: 'AUTOMATED',
    tags: ['authentication', 'smoke'],
    steps: [{ action: 'Open', expected: 'A form' }, { action: 'Type' }],
  }
  const { body } = await admin.post(path, { projectId: project.id, ...given })
  expect(body).toMatchObject({
    ...given,
    version: 1,
    steps: [
      { action: 'Open', order: 1 },
      { expected: null, order: 2 },
    ],
  })
  expect((await admin.get(`${path}/${body.id}`)).body).toEqual(body)
  expect((await list(project)).data).toEqual([body])

  const { body: bare } = await admin.post(path, { projectId: project.id, title: 'Bare' })
  expect(bare).toMatchObject({ automationStatus: 'MANUAL', steps: [], tags: [], description: null, estimate: null })
  expect([bare.folderId, bare.templateId]).toEqual([body.folderId, body.templateId])
  expect(bare.number).toBeGreaterThan(body.number)
})

test('a description is answered in the form in which it came, and found by its words', async () => {
  const project = await make.project()
  const document = {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Zebra crossing' }] }],
  }
  for (const description of ['12', 'null', '"quoted"', document])
    expect((await make.case(project, { description })).description).toEqual(description)
  expect((await list(project, '&search=zebra%20cross')).data).toHaveLength(1)
  expect((await list(project, '&search=paragraph')).data).toHaveLength(0)
})

test('steps are ordered by what they say, else by their place, and numbered from 1', async () => {
  const steps = [{ action: 'c', order: 9 }, { action: 'a', order: 0 }, { action: 'd', order: 9 }, { action: 'b' }]
  const made = await make.case(await make.project(), { steps })
  expect(made.steps.map(({ action, order }: Step) => [action, order])).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 3],
    ['d', 4],
  ])
  expect((await admin.get(`${path}/${made.id}`)).body.steps).toEqual(made.steps)
})

test('a step that carries its id stays the same one, and can come back; the others are replaced', async () => {
  const project = await make.project()
  const made = await make.case(project, { steps: [{ action: 'one' }, { action: 'two' }] })
  const [one, two] = made.steps as [Step, Step]
  const put = async (steps: object[]) => (await admin.put(`${path}/${made.id}`, { steps })).body
  const after = (await put([{ action: 'new' }, { ...two, action: 'Two', order: 8 }])).steps
  expect(after).toMatchObject([
    { action: 'new', order: 1 },
    { id: two.id, action: 'Two', order: 2 },
  ])
  expect((await admin.get(`${path}/${made.id}`)).body.steps).toEqual(after)
  expect((await put([one])).steps).toEqual([one])
  const removed =
    await sql`select action from steps where case_id = ${made.id} and removed_at is not null order by action`
  expect(removed.map(({ action }) => action)).toEqual(['Two', 'new'])
})

test('a step of elsewhere, a new one with an id, or one that stands twice is a 422 that names it', async () => {
  const project = await make.project()
  const [made, other] = [
    await make.case(project, { steps: [{ action: 'a' }] }),
    await make.case(project, { steps: [{ action: 'b' }] }),
  ]
  const [own] = made.steps
  for (const id of [other.steps[0].id, noId])
    expect(await admin.put(`${path}/${made.id}`, { steps: [own, { id, action: 'x' }] })).toMatchObject({
      status: 422,
      body: { error: { details: { field: 'steps.1.id' } } },
    })
  const twice = await admin.put(`${path}/${made.id}`, { steps: [own, own] })
  expect([twice.status, twice.body.error.details.field]).toEqual([422, 'steps.1.id'])
  const fresh = await admin.post(path, { projectId: project.id, title: 'x', steps: [{ id: own.id, action: 'a' }] })
  expect([fresh.status, fresh.body.error.details.field]).toEqual([422, 'steps.0.id'])
  expect((await admin.get(`${path}/${made.id}`)).body).toEqual(made)
})

test('tags are the same without regard to case, the first spelling stays, and they come by name', async () => {
  const project = await make.project()
  expect((await make.case(project, { tags: ['Twice', 'twice', 'Ärger', 'abc'] })).tags).toEqual([
    'abc',
    'Twice',
    'Ärger',
  ])
  const made = await make.case(project, { tags: ['TWICE', 'ÄRGER'] })
  expect(made.tags).toEqual(['Twice', 'Ärger'])
  expect((await admin.put(`${path}/${made.id}`, { tags: ['zulu', 'TWICE'] })).body.tags).toEqual(['Twice', 'zulu'])
  expect((await admin.put(`${path}/${made.id}`, { title: 'x' })).body.tags).toEqual(['Twice', 'zulu'])
  const all = (await admin.get(`/api/tags?projectId=${project.id}`)).body
  expect(all.data.map(({ name, caseCount }: { name: string; caseCount: number }) => [name, caseCount])).toEqual([
    ['abc', 1],
    ['Twice', 2],
    ['zulu', 1],
    ['Ärger', 1],
  ])
  const [first, second] = [await admin.get(`/api/tags?projectId=${project.id}&limit=3`), all.data[3]]
  const next = await admin.get(`/api/tags?projectId=${project.id}&limit=3&cursor=${first.body.pagination.nextCursor}`)
  expect(next.body.data).toEqual([second])
})

test('the same new tags from twenty cases at once become one each', async () => {
  const project = await make.project()
  const tags = Array.from({ length: 10 }, (_, i) => `tag ${i}`)
  const made = await Promise.all(
    Array.from({ length: 20 }, (_, i) => make.case(project, { tags: i % 2 ? tags : tags.toReversed() })),
  )
  for (const one of made) expect(one.tags).toEqual(tags)
  expect((await admin.get(`/api/tags?projectId=${project.id}`)).body.pagination.total).toBe(10)
})

test('filters', async () => {
  const project = await make.project()
  const outer = await make.folder(project)
  const inner = await make.folder(project, { parentId: outer.id })
  await make.case(project, { title: 'a', folderId: outer.id, tags: ['x', 'Y'], priority: 'LOW' })
  await make.case(project, { title: 'b', folderId: inner.id, tags: ['y'], automationStatus: 'AUTOMATED' })
  await make.case(project, { title: 'c', tags: ['z'], priority: 'HIGH' })
  const elsewhere = await make.project()
  const stranger = await make.case(elsewhere, { title: 'd', tags: ['x'] })
  const { templateId } = (await list(project)).data[0]
  for (const [query, titles] of Object.entries({
    '': ['a', 'b', 'c'],
    [`&folderId=${outer.id}`]: ['a'],
    [`&folderId=${outer.id}&includeSubfolders=true`]: ['a', 'b'],
    [`&folderId=${outer.id}&includeSubfolders=false`]: ['a'],
    [`&folderId=${stranger.folderId}`]: [],
    [`&folderId=${stranger.folderId}&includeSubfolders=true`]: [],
    '&tags=X,y': ['a'],
    '&tags=y': ['a', 'b'],
    '&anyTag=X,z': ['a', 'c'],
    '&tags=none': [],
    '&priority=LOW,HIGH': ['a', 'c'],
    '&automationStatus=AUTOMATED': ['b'],
    [`&templateId=${templateId}`]: ['a', 'b', 'c'],
    [`&templateId=${noId}`]: [],
  })) {
    expect(await finds(project, query), query).toEqual(titles)
    expect((await list(project, query)).pagination.total, query).toBe(titles.length)
  }
})

test('search finds a case by its number, in the repository and in a run', async () => {
  const project = await make.project()
  const [plain, sought] = [await make.case(project), await make.case(project)]
  const costs = await make.case(project, { title: `costs ${sought.number} euro` })
  const numbers = async (path: string) =>
    (await admin.get(path)).body.data.map((one: { number: number }) => one.number).sort((a: number, b: number) => a - b)
  const found = (search: string | number) =>
    numbers(`/api/repository-cases?projectId=${project.id}&search=${encodeURIComponent(search)}`)
  expect(await found(`C${sought.number}`)).toEqual([sought.number])
  expect(await found(`c${plain.number}`)).toEqual([plain.number])
  expect(await found(`costs ${sought.number}`)).toEqual([costs.number])
  expect(await found(sought.number)).toContain(sought.number)
  expect(await found(sought.number)).toContain(costs.number)
  expect(await found('99999999999')).toEqual([])
  const { body: run } = await admin.post('/api/test-runs', { projectId: project.id, name: 'All', filter: {} })
  expect(await numbers(`/api/test-runs/${run.id}/cases?search=C${sought.number}`)).toEqual([sought.number])
})

test('search takes its text literally, in title, description, steps and tags', async () => {
  const project = await make.project()
  const hostile = ['100% sure', 'under_score', 'back\\slash', "O'Brien", '"; drop table cases; --', '$1 {x}', 'ÜBER']
  for (const title of hostile) await make.case(project, { title })
  for (const [search, titles] of [
    ['%', ['100% sure']],
    ['_', ['under_score']],
    ['\\', ['back\\slash']],
    ["o'brien", ["O'Brien"]],
    ['"; DROP table', ['"; drop table cases; --']],
    ['$1 {', ['$1 {x}']],
    ['über', ['ÜBER']],
    ['100%sure', []],
  ] as const)
    expect(await finds(project, `&search=${encodeURIComponent(search)}`), search).toEqual(titles)

  await make.case(project, { title: 'in steps', steps: [{ action: 'Press 5%', expected: 'Beeps' }] })
  await make.case(project, { title: 'in tags', tags: ['beeping'] })
  await make.case(project, { title: 'in text', description: 'It BEEPS twice' })
  await make.case(await make.project(), { title: 'beeps elsewhere', steps: [{ action: 'beep' }] })
  expect(await finds(project, '&search=beep')).toEqual(['in steps', 'in tags', 'in text'])
  const all = (await list(project, '&search=in%20steps')).data[0]
  await admin.put(`${path}/${all.id}`, { steps: [{ action: 'Silent' }] })
  expect(await finds(project, '&search=beep')).toEqual(['in tags', 'in text'])
})

test.each(['createdAt', '-createdAt', 'title', '-title', 'updatedAt', '-updatedAt'])(
  'pages by %s by cursor',
  async (sort) => {
    const project = await make.project()
    for (const title of ['b', 'a', 'c', 'a']) await make.case(project, { title })
    const { data } = await list(project)
    await admin.put(`${path}/${data[2].id}`, { priority: 'LOW' })
    const whole = (await list(project, `&sort=${sort}`)).data
    const key = sort.replace('-', '') as 'title' | 'createdAt'
    const keys = whole.map((one: Case) => one[key])
    expect(keys).toEqual(sort.startsWith('-') ? keys.toSorted().reverse() : keys.toSorted())
    const paged: Case[] = []
    for (let cursor = ''; paged.length < 4; ) {
      const one = await list(project, `&sort=${sort}&limit=1${cursor}`)
      paged.push(...one.data)
      cursor = `&cursor=${one.pagination.nextCursor}`
    }
    expect(paged).toEqual(whole)
  },
)

test('a cursor that somebody made up is a 422', async () => {
  const project = await make.project()
  for (const _ of [1, 2]) await make.case(project)
  const at = `${path}?projectId=${project.id}&sort=updatedAt&limit=1`
  const { nextCursor } = (await admin.get(at)).body.pagination
  const [mark, id] = JSON.parse(Buffer.from(nextCursor, 'base64url').toString())
  for (const key of ['yesterday', 5, null, {}, '2026', '99999-01-01T00:00:00.000Z']) {
    const cursor = Buffer.from(JSON.stringify([mark, id, key])).toString('base64url')
    expect((await admin.get(`${at}&cursor=${cursor}`)).status, String(key)).toBe(422)
  }
})

test('changes are seen in the audit log, and told', async () => {
  const made = await make.case(await make.project(), { tags: ['old'], steps: [{ action: 'old' }] })
  await admin.put(`${path}/${made.id}`, { title: 'New', tags: ['new'], steps: [{ action: 'new' }] })
  const [row] = await sql`select changes from audit_log where entity_id = ${made.id} and operation = 'cases.update'`
  expect(row?.changes).toMatchObject({
    before: { title: made.title, tags: ['old'], steps: [{ action: 'old' }] },
    after: { title: 'New', tags: ['new'], steps: [{ action: 'new' }] },
  })
  expect(Object.keys(row?.changes.after).sort()).toEqual(['steps', 'tags', 'title'])
  const events = await sql`select type, payload from events where entity_id = ${made.id} order by id`
  const { id, projectId, number } = made
  expect(events).toMatchObject([
    { type: 'test_case.created', payload: { id, projectId, number, title: made.title } },
    { type: 'test_case.updated', payload: { id, projectId, number, title: 'New' } },
  ])
})

test('a PUT puts back what GET gave; a stale version changes nothing, not even steps', async () => {
  const made = await make.case(await make.project(), { tags: ['a'], steps: [{ action: 'a' }] })
  const { status, body } = await admin.put(`${path}/${made.id}`, made)
  expect([status, body.version, body.steps]).toEqual([200, 2, made.steps])
  const stale = await admin.put(`${path}/${made.id}`, { steps: [], tags: [], expectedVersion: 1 })
  expect(stale.status).toBe(409)
  expect((await admin.get(`${path}/${made.id}`)).body).toEqual(body)
})

test('folders and templates of another project are a 422 on their field', async () => {
  const [project, other] = [await make.project(), await make.project()]
  const made = await make.case(project)
  const stranger = await make.case(other)
  for (const [field, id] of [
    ['folderId', stranger.folderId],
    ['folderId', noId],
    ['templateId', stranger.templateId],
  ]) {
    const wrong = { [field as string]: id }
    for (const call of [
      admin.post(path, { projectId: project.id, title: 'x', ...wrong }),
      admin.put(`${path}/${made.id}`, wrong),
    ])
      expect(await call).toMatchObject({ status: 422, body: { error: { details: { field } } } })
  }
})

test('deleted, it is gone from lists and reads, and its number is not used again', async () => {
  const project = await make.project()
  const made = await make.case(project)
  expect((await admin.delete(`${path}/${made.id}`)).status).toBe(204)
  for (const method of ['GET', 'PUT', 'DELETE'] as const)
    expect((await admin.call(method, `${path}/${made.id}`, method === 'PUT' ? {} : undefined)).status).toBe(404)
  expect(await finds(project, '')).toEqual([])
  expect((await make.case(project, { title: unique('x') })).number).toBeGreaterThan(made.number)
})

test('costs few statements, however much a page holds', async () => {
  const project = await make.project()
  const one = await make.case(project, { tags: ['a', 'b'], steps: [{ action: 'a' }, { action: 'b' }] })
  for (let i = 0; i < 5; i++) await make.case(project, { tags: ['a'], steps: [{ action: 'x' }] })
  const login = 1
  expect(await statementsOf(() => admin.get(`${path}/${one.id}`))).toBe(login + 1)
  expect(await statementsOf(() => list(project))).toBe(login + 2)
  expect(await statementsOf(() => list(project, '&tags=a&search=x'))).toBe(login + 2)
  const [begin, audit, commit] = [1, 1, 1]
  const around = login + begin + audit + commit
  expect(await statementsOf(() => make.case(project, { steps: [{ action: 'a' }] }))).toBe(around + 2)
  expect(await statementsOf(() => make.case(project, { tags: ['a', 'b'], steps: [{ action: 'a' }] }))).toBe(around + 3)
})
