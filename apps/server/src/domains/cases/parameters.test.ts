import { expect, test } from 'vitest'
import { startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const path = '/api/repository-cases'
const project = await make.project()
type One = { id: string }
type Row = { id?: number; values: string[] }

const names = ['user', 'password']
const table = (...rows: (Row | string[])[]) => ({
  names,
  rows: rows.map((row) => (Array.isArray(row) ? { values: row } : row)),
})
const done = async (call: Promise<{ status: number; body: unknown }>, wanted = 200) => {
  const { status, body } = await call
  expect(status, JSON.stringify(body)).toBe(wanted)
  // biome-ignore lint/suspicious/noExplicitAny: what the API answers, as it came.
  return body as any
}
const read = ({ id }: One) => done(admin.get(`${path}/${id}`))
const put = ({ id }: One, parameters: object | null) => done(admin.put(`${path}/${id}`, { parameters }))
const fieldsOf = async (call: Promise<{ body: { error: { issues?: { field: string }[] } } }>) =>
  (await call).body.error.issues?.map(({ field }) => field)

test('rows keep their numbers when others come, move or go, and no number is used again', async () => {
  const made = await make.case(project, { parameters: table(['ada', '1'], ['bob', '2']) })
  const [ada, bob] = [
    { id: 1, values: ['ada', '1'] },
    { id: 2, values: ['bob', '2'] },
  ]
  expect(made.parameters).toEqual({ names, rows: [ada, bob] })
  expect(await read(made)).toEqual(made)
  const moved = await put(made, table(['eve', '3'], bob, { id: 1, values: ['ada', 'x'] }))
  const eve = { id: 3, values: ['eve', '3'] }
  expect(moved.parameters.rows).toEqual([eve, bob, { id: 1, values: ['ada', 'x'] }])
  expect(await read(made)).toEqual(moved)
  expect((await put(made, table(bob))).parameters.rows).toEqual([bob])
  expect((await put(made, table(['new', '4']))).parameters.rows).toEqual([{ id: 4, values: ['new', '4'] }])
  expect((await put(made, null)).parameters).toBeNull()
  expect((await read(made)).parameters).toBeNull()
  expect((await put(made, table(['last', '5'], eve))).parameters.rows).toEqual([{ id: 5, values: ['last', '5'] }, eve])
  const renamed = await done(admin.put(`${path}/${made.id}`, { title: 'Other' }))
  expect(renamed.parameters.rows).toHaveLength(2)
  const again = await done(admin.put(`${path}/${made.id}`, renamed))
  expect(again).toEqual({ ...renamed, version: renamed.version + 1, updatedAt: again.updatedAt })
})

test('a row that is none of the case, or stands there twice, is a 422 that names it', async () => {
  const made = await make.case(project, { parameters: table(['a', '']) })
  const row = (id: number) => ({ id, values: ['a', ''] })
  const { id: projectId } = project
  expect(await fieldsOf(admin.put(`${path}/${made.id}`, { parameters: table(row(2), row(1), row(1)) }))).toEqual([
    'parameters.rows.0.id',
    'parameters.rows.2.id',
  ])
  const draft = { projectId, title: 'New', parameters: table(['b', ''], row(1)) }
  expect(await fieldsOf(admin.post(path, draft))).toEqual(['parameters.rows.1.id'])
  expect(await fieldsOf(admin.post(`${path}/bulk`, { cases: [{ projectId, title: 'New' }, draft] }))).toEqual([
    'cases.1.parameters.rows.1.id',
  ])
  expect((await read(made)).parameters.rows).toEqual([row(1)])
})

test('names and rows have their limits', async () => {
  const refused = (names: string[], values: string[][] = []) =>
    fieldsOf(
      admin.post(path, {
        projectId: project.id,
        title: 'x',
        parameters: { names, rows: values.map((values) => ({ values })) },
      }),
    )
  const many = (length: number, prefix = '') => Array.from({ length }, (_, i) => `${prefix}${i}`)
  expect(await refused([])).toEqual(['parameters.names'])
  expect(await refused(['a', 'a'])).toEqual(['parameters.names'])
  expect(await refused(many(21))).toEqual(['parameters.names'])
  for (const name of ['a}', '{a', ' a', 'a ', '__proto__', 'a\nb', 'x'.repeat(101)])
    expect(await refused(['ok', name]), name).toEqual(['parameters.names.1'])
  expect(await refused(['a', 'b'], [['1', '2'], ['1']])).toEqual(['parameters.rows.1.values'])
  expect(await refused(['a'], [['x'.repeat(501)]])).toEqual(['parameters.rows.0.values.0'])
  expect(
    await refused(
      ['a'],
      many(201).map((one) => [one]),
    ),
  ).toEqual(['parameters.rows'])
  expect(
    await refused(
      many(2),
      many(101).map(() => many(2, 'x'.repeat(499))),
    ),
  ).toEqual(['parameters.rows'])
  const most = { names: many(20), rows: many(200).map(() => ({ values: many(20, 'x'.repeat(20)) })) }
  expect((await make.case(project, { parameters: most })).parameters.rows).toHaveLength(200)
  expect((await make.case(project, { parameters: { names: ['a b', 'Ä', '1'], rows: [] } })).parameters.rows).toEqual([])
})

test('many cases are made with parameters, and copies have their rows and go on counting', async () => {
  const { id: projectId } = project
  const cases = [
    { projectId, title: 'with', parameters: table(['a', '1'], ['b', '2']) },
    { projectId, title: 'without' },
  ]
  const { data: made } = await done(admin.post(`${path}/bulk`, { cases }), 201)
  expect(made.map(({ parameters }: { parameters: unknown }) => parameters)).toEqual([
    table({ id: 1, values: ['a', '1'] }, { id: 2, values: ['b', '2'] }),
    null,
  ])
  await put(made[0], table({ id: 1, values: ['a', '1'] }))
  const { data: copies } = await done(admin.post(`${path}/copy`, { ids: made.map(({ id }: One) => id) }), 201)
  expect(copies.map(({ parameters }: { parameters: unknown }) => parameters)).toEqual([
    table({ id: 1, values: ['a', '1'] }),
    null,
  ])
  expect((await put(copies[0], table(['c', '3']))).parameters.rows).toEqual([{ id: 3, values: ['c', '3'] }])
})

test('versions keep them, tell what changed, and bring them back with their numbers', async () => {
  const made = await make.case(project, { parameters: table(['a', '1'], ['b', '2']) })
  const changed = await put(made, table({ id: 2, values: ['b', 'two'] }, ['c', '3']))
  const at = `${path}/${made.id}/versions`
  expect((await done(admin.get(at))).data[0]).toMatchObject({ version: 2, changed: ['parameters'] })
  expect((await done(admin.get(`${at}/1`))).content.parameters).toEqual(made.parameters)
  expect((await done(admin.get(`${at}/compare?from=1`))).fields).toEqual({
    parameters: { before: made.parameters, after: changed.parameters },
  })
  const restored = await done(admin.post(`${at}/1/restore`))
  expect(restored.parameters).toEqual(made.parameters)
  expect((await put(made, table(['d', '4']))).parameters.rows).toEqual([{ id: 4, values: ['d', '4'] }])
  expect((await put(made, made.parameters)).version).toBe(5)
  await put(made, made.parameters)
  expect((await done(admin.get(at))).data[0]).toMatchObject({ version: 6, changed: [] })
})

test('a version from before there were parameters has none, and a restore takes them away', async () => {
  const made = await make.case(project, { title: 'Old' })
  await put(made, table(['a', '1']))
  await platform.database.sql`update case_versions set content = content - 'parameters' where case_id = ${made.id}`
  const at = `${path}/${made.id}/versions`
  expect((await done(admin.get(`${at}/1`))).content).toMatchObject({ title: 'Old', parameters: null })
  expect((await done(admin.get(`${at}/compare?from=1`))).fields.parameters.before).toBeNull()
  expect((await done(admin.post(`${at}/1/restore`))).parameters).toBeNull()
})

test('other parameters have to be approved anew', async () => {
  const project = await make.project()
  const made = await make.case(project, { parameters: table(['a', '1']) })
  await done(admin.put(`/api/projects/${project.id}`, { settings: { requireApproval: true } }))
  expect((await put(made, made.parameters)).approval).toBe('APPROVED')
  expect((await put(made, table({ id: 1, values: ['a', '2'] }))).approval).toBe('DRAFT')
})
