import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const path = '/api/tags'
type Tag = { id: string; name: string; caseCount: number }

const listed = async (project: { id: string }): Promise<[string, number][]> => {
  const { body } = await admin.get(`${path}?projectId=${project.id}`)
  return body.data.map(({ name, caseCount }: Tag) => [name, caseCount])
}
const tagOf = async (project: { id: string }, name: string): Promise<Tag> => {
  const { body } = await admin.get(`${path}?projectId=${project.id}&search=${encodeURIComponent(name)}`)
  return body.data.find((tag: Tag) => tag.name === name)
}
const read = async ({ id }: { id: string }) => (await admin.get(`/api/repository-cases/${id}`)).body
const finds = async (project: { id: string }, query: string) =>
  (await admin.get(`/api/repository-cases?projectId=${project.id}&${query}`)).body.pagination.total
const merge = (tag: { id: string }, intoId: string, client = admin) =>
  client.post(`${path}/${tag.id}/merge`, { intoId })

test('keeps what was given, counts its cases, and can be PUT back', async () => {
  const project = await make.project()
  const made = await make.tag(project, { name: 'Smoke' })
  expect(made).toMatchObject({ name: 'Smoke', projectId: project.id, caseCount: 0, version: 1, deleted: false })
  const one = await make.case(project, { tags: ['smoke'] })
  const gone = await make.case(project, { tags: ['SMOKE'] })
  await admin.delete(`/api/repository-cases/${gone.id}`)
  expect((await read(one)).tags).toEqual(['Smoke'])
  const { body } = await admin.get(`${path}/${made.id}`)
  expect(body).toEqual({ ...made, caseCount: 1 })
  expect(await listed(project)).toEqual([['Smoke', 1]])
  expect((await admin.put(`${path}/${made.id}`, body)).body).toMatchObject({ name: 'Smoke', caseCount: 1, version: 2 })
})

test('is renamed on all its cases; they stay as they are', async () => {
  const project = await make.project()
  const before = await make.case(project, { tags: ['old', 'other'] })
  const { id } = await tagOf(project, 'old')
  expect((await admin.put(`${path}/${id}`, { name: 'Young' })).body).toMatchObject({ name: 'Young', caseCount: 1 })
  expect(await read(before)).toEqual({ ...before, tags: ['other', 'Young'] })
  expect([await finds(project, 'tags=young'), await finds(project, 'tags=old')]).toEqual([1, 0])
})

test('a name is taken in whatever case, by another tag that lives here', async () => {
  const project = await make.project()
  const [first, second] = [await make.tag(project, { name: 'Ärger' }), await make.tag(project)]
  for (const name of ['Ärger', 'ärger', 'ÄRGER']) {
    const taken = { status: 409, body: { error: { details: { field: 'name' } } } }
    expect(await admin.post(path, { projectId: project.id, name })).toMatchObject(taken)
    expect(await admin.put(`${path}/${second.id}`, { name })).toMatchObject(taken)
  }
  expect((await admin.put(`${path}/${first.id}`, { name: 'ärger' })).body.name).toBe('ärger')
  await make.tag(await make.project(), { name: 'ärger' })
  await admin.delete(`${path}/${first.id}`)
  expect((await admin.put(`${path}/${second.id}`, { name: 'ÄRGER' })).status).toBe(200)
})

test('of two that take a name at once, one is refused', async () => {
  const project = await make.project()
  const all = await Promise.all(Array.from({ length: 4 }, () => make.tag(project)))
  const answers = await Promise.all(all.map(({ id }) => admin.put(`${path}/${id}`, { name: 'Wanted' })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
})

test('deleting it takes it off its cases, which stay as they are; the word begins anew', async () => {
  const project = await make.project()
  const before = await make.case(project, { tags: ['a', 'b'] })
  const { id } = await tagOf(project, 'a')
  expect((await admin.delete(`${path}/${id}`)).status).toBe(204)
  expect((await admin.get(`${path}/${id}`)).status).toBe(404)
  expect(await read(before)).toEqual({ ...before, tags: ['b'] })
  expect([
    await finds(project, 'tags=a'),
    await finds(project, 'anyTag=a,b'),
    await finds(project, 'search=a'),
  ]).toEqual([0, 1, 1])
  await make.case(project, { tags: ['A'] })
  expect(await listed(project)).toEqual([
    ['A', 1],
    ['b', 1],
  ])
  const [row] = await sql`select changes from audit_log where entity_id = ${id} and operation = 'tags.delete'`
  expect(row?.changes).toMatchObject({ before: { name: 'a' }, cases: 1, caseIds: [before.id] })
})

test('a search finds cases by a tag that lives, not by one that was deleted', async () => {
  const project = await make.project()
  await make.case(project, { title: 'Untitled', tags: ['quokka'] })
  expect(await finds(project, 'search=quokka')).toBe(1)
  await admin.delete(`${path}/${(await tagOf(project, 'quokka')).id}`)
  expect(await finds(project, 'search=quokka')).toBe(0)
})

test('merging brings its cases to the other, each once, and deletes it', async () => {
  const project = await make.project()
  const [both, one] = [
    await make.case(project, { tags: ['wip', 'draft'] }),
    await make.case(project, { tags: ['wip', 'x'] }),
  ]
  await make.case(project, { tags: ['draft'] })
  const [wip, draft] = [await tagOf(project, 'wip'), await tagOf(project, 'draft')]
  const { status, body } = await merge(wip, draft.id.toUpperCase())
  expect([status, body]).toMatchObject([200, { id: draft.id, name: 'draft', caseCount: 3, version: 1 }])
  expect(await read(both)).toEqual({ ...both, tags: ['draft'] })
  expect(await read(one)).toEqual({ ...one, tags: ['draft', 'x'] })
  expect(await listed(project)).toEqual([
    ['draft', 3],
    ['x', 1],
  ])
  expect((await merge(wip, draft.id)).status).toBe(404)
  const [row] = await sql`select changes from audit_log where entity_id = ${draft.id} and operation = 'tags.merge'`
  expect(row?.changes.merged).toMatchObject({ id: wip.id, name: 'wip', cases: 2 })
  expect(row?.changes.merged.caseIds.toSorted()).toEqual([both.id, one.id].toSorted())
})

test('into itself, one of elsewhere or none is a 422 on intoId', async () => {
  const project = await make.project()
  const [tag, elsewhere] = [await make.tag(project), await make.tag(await make.project())]
  for (const intoId of [tag.id, elsewhere.id, noId])
    expect(await merge(tag, intoId)).toMatchObject({ status: 422, body: { error: { details: { field: 'intoId' } } } })
})

test('two merged into each other at once leave one of them, with all the cases', async () => {
  const project = await make.project()
  await make.case(project, { tags: ['a'] })
  await make.case(project, { tags: ['b'] })
  const [a, b] = [await tagOf(project, 'a'), await tagOf(project, 'b')]
  const answers = await Promise.all([merge(a, b.id), merge(b, a.id)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
  expect((await listed(project)).map(([, count]) => count)).toEqual([2])
})

test('no case loses a tag that it gets while the tag is merged, renamed or deleted', async () => {
  const project = await make.project()
  for (let i = 0; i < 9; i++) {
    const [a, b] = [await make.tag(project, { name: `a${i}` }), await make.tag(project, { name: `b${i}` })]
    const made = Array.from({ length: 4 }, () => make.case(project, { tags: [`a${i}`] }))
    const change = [
      () => merge(a, b.id),
      () => admin.delete(`${path}/${a.id}`),
      () => admin.put(`${path}/${a.id}`, { name: `c${i}` }),
    ][i % 3]
    const [changed, ...all] = await Promise.all([change?.(), ...made])
    expect(changed?.status).toBeLessThan(300)
    // Made before the change or after it: with what became of the tag, or with a new one of the name.
    const allowed = i % 3 === 1 ? [[], [`a${i}`]] : [[`a${i}`], [`b${i}`], [`c${i}`]]
    for (const one of all) expect(allowed).toContainEqual((await read(one)).tags)
  }
})

test('a deleted one comes back onto the cases that carried it', async () => {
  const project = await make.project()
  const one = await make.case(project, { tags: ['a'] })
  const { id } = await tagOf(project, 'a')
  await admin.delete(`${path}/${id}`)
  await sql`update tags set deleted_at = null, deletion_id = null where id = ${id}`
  expect((await read(one)).tags).toEqual(['a'])
})

test('who may write tags renames them; deleting and merging takes the right to delete', async () => {
  const project = await make.project()
  const [a, b] = [await make.tag(project), await make.tag(project)]
  const { client } = await make.member(project, 'Tester')
  expect((await client.put(`${path}/${a.id}`, { name: 'Mine' })).status).toBe(200)
  expect((await merge(a, b.id, client)).status).toBe(403)
  expect((await client.delete(`${path}/${a.id}`)).status).toBe(403)
})
