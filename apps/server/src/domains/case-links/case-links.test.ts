import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const path = '/api/model/RepositoryCaseLink'
const project = await make.project()
const [SAME, DEPENDS] = ['SAME_TEST_DIFFERENT_SOURCE', 'DEPENDS_ON']
type Key = string | number
type Link = { id: number; isDeleted: boolean; [field: string]: unknown }

const cases = (count: number, extra = {}) => Promise.all(Array.from({ length: count }, () => make.case(project, extra)))
const link = (a: Key, b: Key, type = DEPENDS, client = admin) =>
  client.post(`${path}/create`, { data: { caseA: { connect: { id: a } }, caseB: { connect: { id: b } }, type } })
const linked = async (a: { id: string }, b: { id: string }, type = DEPENDS): Promise<Link> => {
  const { status, body } = await link(a.id, b.id, type)
  expect(status, JSON.stringify(body)).toBe(201)
  return body.data
}
const set = (id: number, isDeleted: boolean) => admin.put(`${path}/update`, { where: { id }, data: { isDeleted } })
const find = (query: object, client = admin) =>
  client.get(`${path}/findMany?q=${encodeURIComponent(JSON.stringify(query))}`)
const found = async (query: object, client = admin): Promise<Link[]> => {
  const { status, body } = await find(query, client)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.data
}
const idsOf = (links: Link[]) => links.map(({ id }) => id)

test('links two cases, by id or by number, and answers their ids', async () => {
  const [a, b] = await cases(2)
  const { status, body } = await link(a.number, b.id.toUpperCase(), SAME)
  expect([status, body.data]).toEqual([
    201,
    {
      id: expect.any(Number),
      createdAt: expect.any(String),
      createdBy: expect.any(String),
      projectId: project.id,
      caseAId: a.id,
      caseBId: b.id,
      type: SAME,
      isDeleted: false,
    },
  ])
})

test('the documented query finds it, with both cases', async () => {
  const [a, b, c] = await cases(3)
  const [first, second, other] = [await linked(a, b), await linked(c, a, SAME), await linked(b, c)]
  for (const key of [a.id, a.number]) {
    const where = {
      OR: [
        { caseAId: key, isDeleted: false },
        { caseBId: key, isDeleted: false },
      ],
    }
    const links = await found({ where, include: { caseA: true, caseB: true } })
    expect(idsOf(links)).toEqual([second.id, first.id])
    expect(links[0]).toMatchObject({ caseA: { id: c.id, number: c.number, title: c.title }, caseB: { id: a.id } })
    expect(idsOf(links)).not.toContain(other.id)
  }
})

test('conditions stand beside each other, and nest', async () => {
  const [a, b, c] = await cases(3)
  const [ab, bc, same] = [await linked(a, b), await linked(b, c), await linked(a, c, SAME)]
  const ids = async (where: object) => idsOf(await found({ where: { ...where, AND: [of] } }))
  const of = { OR: [a, b, c].map(({ id }) => ({ caseAId: id })) }
  expect(await ids({})).toEqual([same.id, bc.id, ab.id])
  expect(await ids({ type: DEPENDS })).toEqual([bc.id, ab.id])
  expect(await ids({ caseAId: a.id, type: DEPENDS })).toEqual([ab.id])
  expect(await ids({ id: same.id })).toEqual([same.id])
  expect(await ids({ OR: [{ AND: [{ caseBId: c.number }, { type: SAME }] }, { id: ab.id }] })).toEqual([same.id, ab.id])
  expect(await ids({ OR: [] })).toEqual([])
  expect(await ids({ OR: [{}] })).toEqual([same.id, bc.id, ab.id])
  expect(await ids({ caseAId: noId })).toEqual([])
  expect(await ids({ caseAId: 2_147_483_647 })).toEqual([])
})

test('asks nothing else: whatever the schema does not know is a 422 that names it', async () => {
  for (const [query, field] of [
    [{ where: { title: 'x' } }, 'q.where.title'],
    [{ where: { caseA: { title: 'x' } } }, 'q.where.caseA'],
    [{ where: { caseAId: { in: [1] } } }, 'q.where.caseAId'],
    [{ where: { OR: [{ id: 1 }, { id: '1; drop table cases' }] } }, 'q.where.OR.1.id'],
    [{ where: { OR: [{ NOT: {} }] } }, 'q.where.OR.0.NOT'],
    [{ where: { id: 2 ** 31 } }, 'q.where.id'],
    [{ where: { OR: [{ AND: [{ OR: [{ AND: [] }] }] }] } }, 'q.where.OR.0.AND.0.OR.0.AND'],
    [{ include: { project: true } }, 'q.include.project'],
    [{ include: { caseA: { include: {} } } }, 'q.include.caseA'],
    [{ take: 5 }, 'q.take'],
    [[], 'q'],
    ['x', 'q'],
  ] as const) {
    const { status, body } = await find(query as object)
    expect([status, body.error?.details.field], JSON.stringify(query)).toEqual([422, field])
  }
  for (const q of ['{', '', 'null', `{"where":${'{"OR":['.repeat(2000)}`]) {
    const { status, body } = await admin.get(`${path}/findMany?q=${encodeURIComponent(q)}`)
    expect([status, body.error?.details.field], q.slice(0, 20)).toEqual([422, 'q'])
  }
})

test('without q it gives what the caller may read, in pages', async () => {
  const [own, other] = [await make.project(), await make.project()]
  for (const one of [own, other]) {
    const [a, b, c] = [await make.case(one), await make.case(one), await make.case(one)]
    for (const [from, to] of [
      [a, b],
      [b, c],
      [a, c],
    ])
      await linked(from, to)
  }
  const { client } = await make.member(own, 'Viewer')
  const first = await client.get(`${path}/findMany?limit=2`)
  expect(first.body).toMatchObject({ data: [{ projectId: own.id }, { projectId: own.id }], pagination: { total: 3 } })
  const next = await client.get(`${path}/findMany?limit=2&cursor=${first.body.pagination.nextCursor}`)
  const all = [...first.body.data, ...next.body.data].map((one: Link) => one.id)
  expect(all).toEqual(idsOf(await found({}, client)))
  expect(all.length).toBe(3)
  const forged = Buffer.from(
    JSON.stringify([JSON.parse(Buffer.from(first.body.pagination.nextCursor, 'base64url').toString())[0], noId]),
  ).toString('base64url')
  expect((await client.get(`${path}/findMany?limit=2&cursor=${forged}`)).status).toBe(422)
  const outsider = (await make.user()).client
  expect(await found({}, outsider)).toEqual([])
})

test('a case lists its own, whichever end it is', async () => {
  const [a, b, c] = await cases(3)
  const [depends, needed] = [await linked(a, b), await linked(c, a)]
  await linked(b, await make.case(project))
  const list = async (query = '') => (await admin.get(`/api/repository-cases/${a.id}/links${query}`)).body.data
  expect(await list()).toMatchObject([
    { id: needed.id, caseA: { id: c.id }, caseB: { id: a.id } },
    { id: depends.id, caseA: { id: a.id }, caseB: { title: b.title } },
  ])
  expect(await list(`?type=${SAME}`)).toEqual([])
})

test('a link to itself is a 422, by whatever name', async () => {
  const [a] = await cases(1)
  for (const keys of [
    [a.id, a.id],
    [a.number, a.id],
    [a.id, a.number],
  ] as [Key, Key][])
    expect(await link(...keys)).toMatchObject({
      status: 422,
      body: { error: { details: { field: 'data.caseB.connect.id' } } },
    })
})

test('the first case is what it is about: unknown it is a 404; the other is a 422', async () => {
  const [a] = await cases(1)
  const elsewhere = await make.case(await make.project())
  const unread = (await make.member(await make.project(), 'Test lead')).client
  for (const key of [noId, 2_147_483_647]) expect((await link(key, a.id)).status).toBe(404)
  for (const key of [a.id, a.number]) expect((await link(key, noId, SAME, unread)).status).toBe(404)
  for (const key of [elsewhere.id, elsewhere.number, noId, 2_147_483_647])
    expect(await link(a.id, key)).toMatchObject({
      status: 422,
      body: { error: { details: { field: 'data.caseB.connect.id' } } },
    })
})

test('a second of the same type between the same two is a 409; the same test has no direction', async () => {
  const [a, b] = await cases(2)
  await linked(a, b, SAME)
  expect((await link(a.id, b.id, SAME)).status).toBe(409)
  expect((await link(b.id, a.id, SAME)).status).toBe(409)
  await linked(a, b)
  expect((await link(a.id, b.id)).status).toBe(409)
})

test('dependencies close no circle, at any length', async () => {
  const [a, b, c, d] = await cases(4)
  await linked(a, b)
  await linked(b, c)
  await linked(c, d)
  for (const last of [b, c, d])
    expect(await link(last.id, a.id)).toMatchObject({ status: 409, body: { error: { code: 'CONFLICT' } } })
  await linked(a, d)
  expect((await link(d.id, a.id, SAME)).status).toBe(201)
})

test('of links at once that would close a circle together, one is refused', async () => {
  for (let i = 0; i < 4; i++) {
    const [a, b, c] = await cases(3)
    const answers = await Promise.all([link(a.id, b.id), link(b.id, c.id), link(c.id, a.id)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409])
  }
})

test('a removed one leaves its place; it comes back where that is free', async () => {
  const [a, b, c] = await cases(3)
  const first = await linked(a, b)
  expect((await set(first.id, true)).body.data).toEqual({ ...first, isDeleted: true })
  expect(await found({ where: { id: first.id } })).toEqual([])
  expect(await found({ where: { id: first.id, isDeleted: true } })).toMatchObject([{ id: first.id, isDeleted: true }])
  const second = await linked(b, a)
  expect((await set(first.id, false)).status).toBe(409)
  await set(second.id, true)
  await linked(b, c)
  await linked(c, a)
  expect((await set(first.id, false)).status).toBe(409)
  expect((await found({ where: { OR: [{ id: first.id }] } })).length).toBe(0)
})

test('bringing one back twice, or removing it twice, is no error', async () => {
  const [a, b] = await cases(2)
  const { id } = await linked(a, b)
  for (const isDeleted of [true, true, false, false])
    expect(await set(id, isDeleted)).toMatchObject({ status: 200, body: { data: { id, isDeleted } } })
  expect((await set(2 ** 30, true)).status).toBe(404)
})

const deletionOf = async ({ id }: { id: string }) =>
  (await sql`select deletion_id as "deletionId" from cases where id = ${id}`)[0]?.deletionId as string
const restore = (deletionId: string) => admin.post(`/api/trash/${deletionId}/restore`)

test('a deleted case takes its links with it, and brings them back', async () => {
  const [a, b, c] = await cases(3)
  const [ab, bc, removed] = [await linked(a, b), await linked(b, c, SAME), await linked(a, b, SAME)]
  await set(removed.id, true)
  await admin.delete(`/api/repository-cases/${b.id}`)
  const living = async () => idsOf(await found({ where: { OR: [{ caseAId: a.id }, { caseBId: c.id }] } }))
  expect(await living()).toEqual([])
  expect((await set(ab.id, false)).status).toBe(409)
  expect((await restore(await deletionOf(b))).status).toBe(200)
  expect(await living()).toEqual([bc.id, ab.id])
})

test('a link whose other case is deleted too waits for that', async () => {
  const [a, b] = await cases(2)
  const { id } = await linked(a, b)
  await admin.delete(`/api/repository-cases/${a.id}`)
  await admin.delete(`/api/repository-cases/${b.id}`)
  const [first, second] = [await deletionOf(a), await deletionOf(b)]
  expect((await restore(first)).status).toBe(200)
  expect(await found({ where: { id } })).toEqual([])
  expect((await restore(second)).status).toBe(200)
  expect(idsOf(await found({ where: { id } }))).toEqual([id])
})

test('what was linked meanwhile stands: what would close a circle with it does not come back', async () => {
  const [a, b, c] = await cases(3)
  await linked(a, b)
  await linked(b, c)
  await admin.delete(`/api/repository-cases/${b.id}`)
  await linked(c, a)
  expect((await restore(await deletionOf(b))).status).toBe(409)
  expect(await deletionOf(b)).not.toBeNull()
})

test('a deleted folder takes the links of its cases with it', async () => {
  const folder = await make.folder(project)
  const [inside, outside, other] = [await make.case(project, { folderId: folder.id }), ...(await cases(2))]
  const [goes, stays] = [await linked(outside, inside), await linked(outside, other)]
  await admin.delete(`/api/folders/${folder.id}`)
  expect(idsOf(await found({ where: { caseAId: outside.id } }))).toEqual([stays.id])
  expect((await restore(await deletionOf(inside))).status).toBe(200)
  expect(idsOf(await found({ where: { caseAId: outside.id } }))).toEqual([stays.id, goes.id])
})

const linksOfDeleted = async () => [
  ...(await sql`select l.id from case_links l join cases c on c.id in (l.case_a_id, l.case_b_id)
                 where l.deleted_at is null and c.deleted_at is not null`),
]

test('no link is made to a case that is being deleted', async () => {
  for (let i = 0; i < 6; i++) {
    const [a, b] = await cases(2)
    const [, made] = await Promise.all([admin.delete(`/api/repository-cases/${b.id}`), link(a.id, b.id)])
    expect([201, 422]).toContain(made.status)
  }
  expect(await linksOfDeleted()).toEqual([])
})

test('no link comes back to a case that is being deleted', async () => {
  for (let i = 0; i < 10; i++) {
    const [a, b] = await cases(2)
    await linked(a, b)
    await admin.delete(`/api/repository-cases/${a.id}`)
    const [back] = await Promise.all([restore(await deletionOf(a)), admin.delete(`/api/repository-cases/${b.id}`)])
    expect(back.status).toBe(200)
    expect(await linksOfDeleted()).toEqual([])
    expect((await restore(await deletionOf(b))).status).toBe(200)
    expect(await found({ where: { caseAId: a.id } })).toHaveLength(1)
  }
})

test('an audit row tells of it under its first case', async () => {
  const [a, b] = await cases(2)
  const { id } = await linked(a, b)
  await set(id, true)
  const rows =
    await sql`select operation, changes from audit_log where entity_id = ${a.id} and operation like 'caseLinks%' order by id`
  expect(rows).toMatchObject([
    { operation: 'caseLinks.create', changes: { after: { link: { id, caseBId: b.id } } } },
    {
      operation: 'caseLinks.update',
      changes: { before: { link: { isDeleted: false } }, after: { link: { isDeleted: true } } },
    },
  ])
})

test('who only reads makes none and removes none', async () => {
  const [a, b] = await cases(2)
  const { id } = await linked(a, b)
  const { client } = await make.member(project, 'Viewer')
  expect((await link(a.number, b.id, SAME, client)).status).toBe(403)
  expect((await client.put(`${path}/update`, { where: { id }, data: { isDeleted: true } })).status).toBe(403)
  const outsider = (await make.user()).client
  expect((await outsider.put(`${path}/update`, { where: { id }, data: { isDeleted: true } })).status).toBe(404)
})
