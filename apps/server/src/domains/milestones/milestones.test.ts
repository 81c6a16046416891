import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make } = await startServer()
const project = await make.project()
const path = '/api/milestones'

test('keeps what was given', async () => {
  const given = { name: '4.12', description: 'Winter', startDate: '2026-11-01', dueDate: '2026-11-27' }
  const { status, body } = await admin.post(path, { projectId: project.id, ...given })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    ...given,
    projectId: project.id,
    parentId: null,
    completedAt: null,
    version: 1,
    deleted: false,
  })
  expect((await admin.get(`${path}/${body.id}`)).body).toEqual(body)
})

test('a description is answered in the form in which it came', async () => {
  const document = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hello' }] }] }
  for (const description of ['12', 'true', '"quoted"', document])
    expect((await make.milestone(project, { description })).description).toEqual(description)
})

test('cannot stand beneath itself, at any depth', async () => {
  const top = await make.milestone(project)
  const middle = await make.milestone(project, { parentId: top.id })
  const bottom = await make.milestone(project, { parentId: middle.id })
  for (const parent of [top, middle, bottom])
    expect(await admin.put(`${path}/${top.id}`, { parentId: parent.id })).toMatchObject({
      status: 409,
      body: { error: { code: 'CONFLICT' } },
    })
  expect((await admin.put(`${path}/${bottom.id}`, { parentId: top.id })).body.parentId).toBe(top.id)
})

test('of two moves at once that would close a circle together, one is refused', async () => {
  const [a, b] = [await make.milestone(project), await make.milestone(project)]
  const answers = await Promise.all([
    admin.put(`${path}/${a.id}`, { parentId: b.id }),
    admin.put(`${path}/${b.id}`, { parentId: a.id }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('a parent of another project is a 422 on its field, as is one that there is not', async () => {
  const elsewhere = await make.milestone(await make.project())
  for (const parentId of [elsewhere.id, noId]) {
    const { status, body } = await admin.post(path, { projectId: project.id, name: 'x', parentId })
    expect([status, body.error.details.field]).toEqual([422, 'parentId'])
  }
})

test('completing it tells once', async () => {
  const { id } = await make.milestone(project)
  const completedAt = '2026-11-24T10:00:00.000Z'
  for (const change of [{ completedAt }, { completedAt, name: 'Renamed' }])
    expect((await admin.put(`${path}/${id}`, change)).body.completedAt).toBe(completedAt)
  const { body } = await admin.get(`${path}?projectId=${project.id}&completed=true`)
  expect(body.data.map((milestone: { id: string }) => milestone.id)).toContain(id)
})

test('deleting it deletes those beneath it', async () => {
  const top = await make.milestone(project)
  const child = await make.milestone(project, { parentId: top.id })
  expect((await admin.delete(`${path}/${top.id}`)).status).toBe(204)
  for (const { id } of [top, child]) expect((await admin.get(`${path}/${id}`)).status).toBe(404)
})

test('what GET gave can be PUT back', async () => {
  const milestone = await make.milestone(project)
  const { status, body } = await admin.put(`${path}/${milestone.id}`, milestone)
  expect([status, body.version]).toEqual([200, milestone.version + 1])
})
