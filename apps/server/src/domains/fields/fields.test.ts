import { expect, test } from 'vitest'
import { startServer } from '../../../test/server.ts'

const { admin, make } = await startServer()
const project = await make.project()
const path = '/api/fields'
const create = (body: object) => admin.post(path, { projectId: project.id, name: crypto.randomUUID(), ...body })
const fieldOf = ({ status, body }: { status: number; body: { error?: { details?: { field: string } } } }) => [
  status,
  body.error?.details?.field,
]
const options = [{ name: 'Low', color: '#2e7d32' }, { name: 'High' }]

test('keeps what was given; options have ids of their own', async () => {
  const given = { name: 'Risk', description: 'For customers', kind: 'SELECT' }
  const { status, body } = await create({ ...given, options })
  expect([status, body]).toEqual([201, expect.objectContaining({ ...given, min: null, max: null, version: 1 })])
  expect(body.options).toEqual([
    { id: expect.any(String), name: 'Low', color: '#2e7d32' },
    { id: expect.any(String), name: 'High', color: null },
  ])
  expect((await admin.get(`${path}/${body.id}`)).body).toEqual(body)
  expect((await admin.get(`${path}?projectId=${project.id}&kind=SELECT,USER`)).body.data).toEqual([body])
  expect((await admin.get(`${path}?projectId=${project.id}&kind=USER`)).body.data).toEqual([])
})

test('a name is unique among the living of its project, without regard to case', async () => {
  const name = 'Browser'
  const { id } = (await create({ name, kind: 'TEXT' })).body
  const again = () => create({ name: 'BROWSER', kind: 'DATE' })
  expect(fieldOf(await again())).toEqual([409, 'name'])
  await make.field(await make.project(), 'TEXT', { name })
  expect((await admin.delete(`${path}/${id}`)).status).toBe(204)
  expect((await again()).status).toBe(201)
})

test('an option that carries its id stays the same; the others come and go', async () => {
  const { id, options: had, version } = (await create({ kind: 'MULTI_SELECT', options })).body
  const [low, high] = had
  const next = [{ name: 'Medium' }, { ...low, name: 'Lowest' }]
  const { body } = await admin.put(`${path}/${id}`, { options: next, expectedVersion: version })
  expect(body.options).toMatchObject([{ name: 'Medium' }, { id: low.id, name: 'Lowest', color: '#2e7d32' }])
  const [medium, lowest] = body.options
  for (const [wrong, field] of [
    [[high], 'options.0.id'],
    [[lowest, { ...lowest, name: 'Twice' }], 'options.1.id'],
    [[medium, { name: 'MEDIUM' }], 'options.1.name'],
    [[], 'options'],
  ] as const)
    expect(fieldOf(await admin.put(`${path}/${id}`, { options: wrong }))).toEqual([422, field])
  expect((await admin.get(`${path}/${id}`)).body).toEqual(body)
})

test.each([
  ['TEXT', { options }, 'options'],
  ['SELECT', {}, 'options'],
  ['SELECT', { options: [{ ...options[0], id: '01980000-0000-7000-8000-000000000001' }] }, 'options.0.id'],
  ['DATE', { min: 1 }, 'min'],
  ['CHECKBOX', { max: 1 }, 'max'],
  ['INTEGER', { min: 2, max: 1 }, 'max'],
  ['INTEGER', { min: 0.5 }, 'min'],
  ['TEXT', { max: 501 }, 'max'],
  ['LONG_TEXT', { min: -1 }, 'min'],
  ['COLOUR', {}, 'kind'],
])('a %s with %j is refused', async (kind, wrong, field) => {
  expect(fieldOf(await create({ kind, ...wrong }))).toEqual([422, field])
})

test('bounds change together or alone, and null clears one; the kind stays', async () => {
  const { id } = (await create({ kind: 'NUMBER', min: 0.5, max: 10 })).body
  const put = (body: object) => admin.put(`${path}/${id}`, body)
  expect(fieldOf(await put({ max: 0 }))).toEqual([422, 'max'])
  expect((await put({ min: null, max: 0, kind: 'TEXT' })).body).toMatchObject({ min: null, max: 0, kind: 'NUMBER' })
})

test('testers read fields, leads make them', async () => {
  const [tester, lead] = [await make.member(project, 'Tester'), await make.member(project, 'Test lead')]
  const { id } = await make.field(project, 'DATE')
  expect((await tester.client.get(`${path}/${id}`)).status).toBe(200)
  expect((await tester.client.put(`${path}/${id}`, { name: 'Mine' })).status).toBe(403)
  expect((await lead.client.put(`${path}/${id}`, { name: 'Due' })).status).toBe(200)
})
