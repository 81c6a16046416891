import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make } = await startServer()
const project = await make.project()
const path = '/api/configurations'
const idsOf = ({ body }: { body: { data: { id: string }[] } }) => body.data.map(({ id }) => id)

test('keeps what was given; what GET gave can be PUT back', async () => {
  const variants = { browser: 'Firefox', system: 'Linux' }
  const made = await make.configuration(project, { variants })
  expect(made).toMatchObject({ variants, projectId: project.id, version: 1 })
  const { status, body } = await admin.put(`${path}/${made.id}`, made)
  expect([status, body.variants, body.version]).toEqual([200, variants, 2])
})

test('a name is unique among the living of its project', async () => {
  const { name, id } = await make.configuration(project)
  const again = () => admin.post(path, { projectId: project.id, name })
  expect(await again()).toMatchObject({ status: 409, body: { error: { details: { field: 'name' } } } })
  await make.configuration(await make.project(), { name })
  expect((await admin.delete(`${path}/${id}`)).status).toBe(204)
  expect((await again()).status).toBe(201)
})

test('without a project the list has all that the caller may read, and no more', async () => {
  const [open, closed] = [await make.project(), await make.project()]
  const [seen, hidden] = [await make.configuration(open), await make.configuration(closed)]
  const { client } = await make.member(open, 'Viewer')
  expect(idsOf(await client.get(path))).toEqual([seen.id])
  expect(idsOf(await client.get(`${path}?projectId=${closed.id}`))).toEqual([])
  expect((await client.get(`${path}/${hidden.id}`)).status).toBe(404)
  expect(idsOf(await admin.get(`${path}?projectId=${closed.id}`))).toEqual([hidden.id])
  expect((await client.put(`${path}/${seen.id}`, { name: 'Mine' })).status).toBe(403)
})

test('variants are bounded', async () => {
  const many = Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`v${i}`, 'x']))
  for (const variants of [many, { browser: 1 }, { browser: 'x'.repeat(256) }, []])
    expect((await admin.post(path, { projectId: project.id, name: 'x', variants })).status).toBe(422)
  expect((await admin.post(path, { projectId: noId, name: 'x' })).status).toBe(404)
})

test('a new project has the built-in template', async () => {
  const { body } = await admin.get(`/api/templates?projectId=${project.id}`)
  expect(body).toMatchObject({ data: [{ builtIn: true, projectId: project.id }], pagination: { total: 1 } })
})
