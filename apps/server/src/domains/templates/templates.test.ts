import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const path = '/api/templates'
const cases = '/api/repository-cases'
type Made = { id: string; isDefault: boolean }
const put = (id: string, body: object) => admin.put(`${path}/${id}`, body)
const list = async ({ id }: { id: string }): Promise<(Made & { builtIn: boolean })[]> =>
  (await admin.get(`${path}?projectId=${id}`)).body.data
const defaultsOf = async (project: { id: string }) => (await list(project)).filter((one) => one.isDefault)
const faultOf = ({ status, body }: { status: number; body: { error?: { details?: { field: string } } } }) => [
  status,
  body.error?.details?.field,
]

test('says which fields a case has, in which order, and what of them is needed', async () => {
  const project = await make.project()
  const risk = await make.field(project, 'SELECT', { options: [{ name: 'Low' }, { name: 'High' }] })
  const due = await make.field(project, 'DATE')
  const given = [
    { fieldId: due.id, required: true },
    { fieldId: risk.id, default: risk.options[1].id },
  ]
  const made = await make.template(project, { description: 'For releases', fields: given })
  expect(made).toMatchObject({ description: 'For releases', builtIn: false, isDefault: false, version: 1 })
  expect(made.fields).toEqual([
    { fieldId: due.id, required: true, default: null },
    { fieldId: risk.id, required: false, default: risk.options[1].id },
  ])
  expect((await admin.get(`${path}/${made.id}`)).body).toEqual(made)
  expect((await list(project))[0]).toEqual(made)

  const { body } = await put(made.id, { fields: made.fields.toReversed(), expectedVersion: 1 })
  expect(body.fields).toEqual(made.fields.toReversed())
  expect((await put(made.id, { name: 'Renamed' })).body.fields).toEqual(body.fields)
  expect((await put(made.id, { fields: [{ fieldId: due.id }] })).body.fields).toEqual([
    { fieldId: due.id, required: false, default: null },
  ])
  expect((await admin.get(`${path}/${made.id}`)).body.fields).toHaveLength(1)
})

test('a field that is deleted is gone from templates, and comes back to its place', async () => {
  const project = await make.project()
  const [first, second] = [await make.field(project, 'TEXT'), await make.field(project, 'DATE')]
  const made = await make.template(project, { fields: [{ fieldId: first.id, default: 'x' }, { fieldId: second.id }] })
  await admin.delete(`/api/fields/${first.id}`)
  const { body } = await admin.get(`${path}/${made.id}`)
  expect(body.fields).toEqual([made.fields[1]])
  expect((await put(made.id, body)).body.fields).toEqual([made.fields[1]])
  const [deletion] = (await admin.get(`/api/trash?projectId=${project.id}`)).body.data
  expect((await admin.post(`/api/trash/${deletion.id}/restore`)).status).toBe(200)
  expect((await admin.get(`${path}/${made.id}`)).body.fields).toContainEqual(made.fields[0])
})

test('a default must be a value of its field, and a field stands in a template once', async () => {
  const project = await make.project()
  const stranger = (await make.user()).user
  const [number, user] = [await make.field(project, 'INTEGER', { max: 5 }), await make.field(project, 'USER')]
  for (const [fields, field] of [
    [[{ fieldId: number.id, default: 6 }], 'fields.0.default'],
    [[{ fieldId: number.id, default: 'five' }], 'fields.0.default'],
    [[{ fieldId: number.id }, { fieldId: user.id, default: stranger.id }], 'fields.1.default'],
    [[{ fieldId: number.id }, { fieldId: number.id }], 'fields.1.fieldId'],
  ] as const)
    expect(faultOf(await admin.post(path, { projectId: project.id, name: 'x', fields }))).toEqual([422, field])
  const { user: reader } = await make.member(project, 'Viewer')
  await make.template(project, {
    fields: [
      { fieldId: user.id, default: reader.id },
      { fieldId: number.id, default: 5 },
    ],
  })
})

test('a project has exactly one default: what a case has that names none', async () => {
  const project = await make.project()
  const [builtIn] = await list(project)
  expect(builtIn).toMatchObject({ builtIn: true, isDefault: true })
  const first = await make.template(project, { isDefault: true })
  expect((await make.case(project)).templateId).toBe(first.id)
  const second = await make.template(project)
  expect((await put(second.id, { isDefault: true })).body.isDefault).toBe(true)
  expect(await defaultsOf(project)).toMatchObject([{ id: second.id }])
  expect(faultOf(await put(second.id, { isDefault: false }))).toEqual([409, 'isDefault'])
  expect((await put(second.id, { isDefault: true, name: 'Still' })).status).toBe(200)
  expect((await put(first.id, { isDefault: false })).status).toBe(200)
})

test('of many that are to be the default at once, one is', async () => {
  const project = await make.project()
  const made = await Promise.all([1, 2, 3, 4].map(() => make.template(project)))
  const answers = await Promise.all([
    ...made.map(({ id }) => put(id, { isDefault: true })),
    admin.post(path, { projectId: project.id, name: 'New', isDefault: true }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 201])
  expect(await defaultsOf(project)).toHaveLength(1)
})

test('one that cases have is not deleted without saying which one they take', async () => {
  const project = await make.project()
  const [gone, next] = [await make.template(project, { isDefault: true }), await make.template(project)]
  const [one, deleted] = [await make.case(project), await make.case(project)]
  await admin.delete(`${cases}/${deleted.id}`)
  const remove = (query = '') => admin.delete(`${path}/${gone.id}${query}`)
  const refused = await remove()
  expect([...faultOf(refused), refused.body.error.message]).toEqual([
    409,
    'casesTo',
    '1 case has this template: say in casesTo which one they take.',
  ])
  const elsewhere = await make.template(await make.project())
  for (const id of [gone.id, elsewhere.id, noId, 'x'])
    expect(faultOf(await remove(`?casesTo=${id}`))).toEqual([422, 'casesTo'])
  const { status, headers } = await remove(`?casesTo=${next.id}`)
  expect(status).toBe(204)
  expect((await admin.get(`${cases}/${one.id}`)).body).toMatchObject({ templateId: next.id, version: 2 })
  expect(await sql`select template_id as id from cases where id = ${deleted.id}`).toEqual([{ id: next.id }])
  expect(await defaultsOf(project)).toMatchObject([{ builtIn: true }])
  expect((await admin.get(`${path}/${gone.id}`)).status).toBe(404)
  const [entry] = await sql`select changes from audit_log where request_id = ${String(headers['x-request-id'])}`
  expect(entry?.changes).toMatchObject({ before: { name: gone.name }, casesTo: next.id, movedCases: 1 })
})

test('one that no case has is deleted as it is; the built-in one never', async () => {
  const project = await make.project()
  const { id } = await make.template(project)
  const one = await make.case(project, { templateId: id })
  await admin.delete(`${cases}/${one.id}`)
  expect((await admin.delete(`${path}/${id}`)).status).toBe(204)
  const [deletion] = (await admin.get(`/api/trash?projectId=${project.id}&entityType=template`)).body.data
  expect((await admin.post(`/api/trash/${deletion.id}/restore`)).status).toBe(200)
  expect((await admin.get(`${path}/${id}`)).body.isDefault).toBe(false)
  const builtIn = (await list(project)).find((one) => one.builtIn)
  expect((await admin.delete(`${path}/${builtIn?.id}`)).status).toBe(409)
})

test('no case comes to a template while it is deleted', async () => {
  const project = await make.project()
  for (let i = 0; i < 8; i++) {
    const { id: templateId } = await make.template(project)
    const one = await make.case(project)
    const [, ...answers] = await Promise.all([
      admin.delete(`${path}/${templateId}`),
      admin.post(cases, { projectId: project.id, title: 'x', templateId }),
      admin.put(`${cases}/${one.id}`, { templateId }),
      admin.post(cases, { projectId: project.id, title: 'y', templateId }),
    ])
    for (const { status } of answers) expect([200, 201, 422]).toContain(status)
  }
  expect(
    await sql`select c.id from cases c join templates t on t.id = c.template_id and t.deleted_at is not null
               where c.deleted_at is null`,
  ).toEqual([])
})
