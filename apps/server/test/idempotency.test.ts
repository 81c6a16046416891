import { expect, test } from 'vitest'
import { call, commands, methodOf } from './operations.ts'
import { sampleOf } from './samples.ts'
import { startServer, unique } from './server.ts'
import { makeWorld } from './world.ts'

const server = await startServer()
const { admin, make, platform } = server
const { sql } = platform.database
const world = await makeWorld(server)
const path = '/api/milestones'
const newKey = () => ({ 'idempotency-key': crypto.randomUUID() })
const milestone = (extra = {}) => ({ projectId: world.project, name: unique('Milestone'), ...extra })
const countOf = async (name: string) =>
  (await sql`select count(*)::int as count from milestones where name = ${name}`)[0]?.count

const kept = commands.filter(
  ({ name, operation }) => methodOf(operation) === 'POST' && !operation.secret && name !== 'auth.logout',
)
for (const one of kept)
  test(`${one.name}: the same key and body give the first answer`, async () => {
    const [key, input] = [newKey(), sampleOf(one, await makeWorld(server))]
    const first = await call(admin, one.operation, input, key)
    expect(first.status, JSON.stringify(first.body)).toBe(one.operation.status)
    const again = await call(admin, one.operation, input, key)
    // An import says that it is one that was done before.
    const repeated = one.operation.kind === 'upload' ? { ...first.body, repeated: true } : first.body
    expect([again.status, again.body]).toEqual([first.status, repeated])
  })

test('another body with the same key is a 409, and makes nothing', async () => {
  const [key, other] = [newKey(), milestone()]
  expect((await admin.post(path, milestone(), key)).status).toBe(201)
  const refused = await admin.post(path, other, key)
  expect(refused).toMatchObject({ status: 409, body: { error: { code: 'CONFLICT' } } })
  expect(refused.body.error.message, 'says what to do').toContain('under a key of its own')
  expect(await countOf(other.name)).toBe(0)
})

test('of several at once, the first is done and the others wait for its answer', async () => {
  const [key, body] = [newKey(), milestone()]
  const answers = await Promise.all(Array.from({ length: 5 }, () => admin.post(path, body, key)))
  expect(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.body.id]))).size).toBe(1)
  expect([answers[0]?.status, await countOf(body.name)]).toEqual([201, 1])
})

test('a failure is not kept: the same request may succeed later', async () => {
  const [key, name] = [newKey(), unique('Project')]
  const { id } = await make.project({ name })
  expect((await admin.post('/api/projects', { name }, key)).status).toBe(409)
  await admin.delete(`/api/projects/${id}`)
  expect((await admin.post('/api/projects', { name }, key)).status).toBe(201)
})

test('a repeat hears the first answer, also where what it was about is gone; with another body that it is gone', async () => {
  const [project, key] = [await make.project(), newKey()]
  const [tag, into] = [await make.tag(project), await make.tag(project)]
  const merge = (intoId: string) => admin.post(`/api/tags/${tag.id}/merge`, { intoId }, key)
  const first = await merge(into.id)
  expect(first.status).toBe(200)
  expect((await merge(into.id)).body).toEqual(first.body)
  expect((await merge((await make.tag(project)).id)).status).toBe(404)
  const [before, theirs] = [newKey(), await make.member(project, 'Project admin')]
  const gone = await make.tag(project)
  const mergeAs = () => theirs.client.post(`/api/tags/${gone.id}/merge`, { intoId: into.id }, before)
  expect([(await mergeAs()).status, (await mergeAs()).status]).toEqual([200, 200])
  await admin.put(`/api/projects/${project.id}/members/${theirs.user.id}`, { roleId: null })
  expect((await mergeAs()).status).toBe(404)
  const other = (await make.member(project, 'Project admin')).client
  expect((await other.post(`/api/tags/${tag.id}/merge`, { intoId: into.id }, key)).status).toBe(404)
})

test('a key is its user’s and its operation’s own', async () => {
  const [key, body] = [newKey(), milestone()]
  const { client } = await make.member({ id: world.project }, 'Project admin')
  const [mine, theirs] = [await admin.post(path, body, key), await client.post(path, body, key)]
  expect([mine.status, theirs.status]).toEqual([201, 201])
  expect(theirs.body.id).not.toBe(mine.body.id)
  expect((await admin.post('/api/projects', { name: unique('Project') }, key)).status).toBe(201)
})

test('who has lost their access does not hear the first answer again', async () => {
  const { client, user } = await make.member({ id: world.project }, 'Project admin')
  const [key, body] = [newKey(), milestone()]
  expect((await client.post(path, body, key)).status).toBe(201)
  await admin.delete(`/api/projects/${world.project}/members/${user.id}`)
  expect((await client.post(path, body, key)).status).toBe(404)
})

test('after 24 hours the key is free again', async () => {
  const [key, body] = [newKey(), milestone()]
  const first = await admin.post(path, body, key)
  await sql`update idempotency_keys set created_at = created_at - interval '25 hours' where key = ${key['idempotency-key']}`
  const again = await admin.post(path, body, key)
  expect([again.status, again.body.id === first.body.id]).toEqual([201, false])
})

test('an answer that shows a secret is never kept', async () => {
  const [key, body] = [newKey(), { name: 'ci' }]
  const tokens = [await admin.post('/api/api-tokens', body, key), await admin.post('/api/api-tokens', body, key)]
  expect(new Set(tokens.map((answer) => answer.body.token)).size).toBe(2)
  expect(await sql`select 1 from idempotency_keys where key = ${key['idempotency-key']}`).toHaveLength(0)
})

test('a key that is too long is a 422', async () => {
  const { status, body } = await admin.post(path, milestone(), { 'idempotency-key': 'x'.repeat(256) })
  expect([status, body.error.details.field]).toEqual([422, 'Idempotency-Key'])
})
