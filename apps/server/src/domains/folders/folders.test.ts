import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'
import { newId } from '../../platform/database/ids.ts'

const { admin, make, platform } = await startServer()
const project = await make.project()
const path = '/api/folders'
type Folder = { id: string; parentId: string | null; name: string; caseCount: number }

const treeOf = async ({ id }: { id: string }): Promise<Folder[]> =>
  (await admin.get(`${path}/tree?projectId=${id}`)).body.data
const rootOf = async (one: { id: string }) => (await treeOf(one))[0] as Folder
const statusOf = async (call: Promise<{ status: number }>) => (await call).status

test('a folder without a parent stands in the root', async () => {
  const root = await rootOf(project)
  expect(root.parentId).toBeNull()
  for (const extra of [{}, { parentId: null }, { parentId: root.id }])
    expect((await make.folder(project, extra)).parentId).toBe(root.id)
})

test('counts the cases of the whole subtree, in the list, the tree and alone', async () => {
  const own = await make.project()
  const top = await make.folder(own)
  const middle = await make.folder(own, { parentId: top.id })
  const bottom = await make.folder(own, { parentId: middle.id })
  for (const { id } of [top, middle, bottom, bottom]) await make.case(own, { folderId: id })
  await make.case(own)
  const wanted = { [top.id]: 4, [middle.id]: 3, [bottom.id]: 2 }
  const list = (await admin.get(`${path}?projectId=${own.id}`)).body.data as Folder[]
  for (const found of [list, await treeOf(own)]) {
    expect(Object.fromEntries(found.map(({ id, caseCount }) => [id, caseCount]))).toMatchObject(wanted)
    expect(Math.max(...found.map(({ caseCount }) => caseCount))).toBe(5)
  }
  expect((await admin.get(`${path}/${middle.id}`)).body.caseCount).toBe(3)
})

test('the tree has parents before children and siblings in their order, equals by name', async () => {
  const own = await make.project()
  const late = await make.folder(own, { name: 'A', order: 2 })
  const [second, first] = [
    await make.folder(own, { name: 'C', order: 1 }),
    await make.folder(own, { name: 'B', order: 1 }),
  ]
  const child = await make.folder(own, { parentId: first.id })
  const tree = await treeOf(own)
  expect(tree.slice(1).map(({ id }) => id)).toEqual([first.id, second.id, late.id, child.id])
})

test('the tree of 5,000 folders comes at once, however deep it is', async () => {
  const own = await make.project()
  const root = await rootOf(own)
  const ids = Array.from({ length: 5_000 }, newId)
  const rows = ids.map((id, i) => ({ id, parentId: i ? ids[i < 2_500 ? i - 1 : i % 2_500] : root.id, name: `${i}` }))
  await platform.database.sql`
    insert into folders (id, project_id, parent_id, name, case_count)
    select id, ${own.id}, "parentId", name, 1
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row(id uuid, "parentId" uuid, name text)`
  const from = performance.now()
  const tree = await treeOf(own)
  expect([tree.length, tree[0]?.caseCount]).toEqual([5001, 5000])
  expect(performance.now() - from).toBeLessThan(5_000)
})

test('a name is unique in its parent, and free again when its folder is deleted', async () => {
  const folder = await make.folder(project)
  const again = { projectId: project.id, name: folder.name }
  expect(await admin.post(path, again)).toMatchObject({ status: 409, body: { error: { details: { field: 'name' } } } })
  expect(await statusOf(admin.post(path, { ...again, parentId: folder.id }))).toBe(201)
  const other = await make.folder(project)
  expect(await statusOf(admin.put(`${path}/${other.id}`, { name: folder.name }))).toBe(409)
  expect(await statusOf(admin.delete(`${path}/${folder.id}`))).toBe(204)
  expect(await statusOf(admin.put(`${path}/${other.id}`, { name: folder.name }))).toBe(200)
})

test('cannot be moved beneath itself; of two moves that would close a circle together, one is refused', async () => {
  const [a, b] = [await make.folder(project), await make.folder(project)]
  const inner = await make.folder(project, { parentId: a.id })
  for (const parentId of [a.id, inner.id])
    expect(await admin.put(`${path}/${a.id}`, { parentId })).toMatchObject({
      status: 409,
      body: { error: { details: { field: 'parentId' } } },
    })
  const moves = [admin.put(`${path}/${a.id}`, { parentId: b.id }), admin.put(`${path}/${b.id}`, { parentId: inner.id })]
  expect((await Promise.all(moves)).map(({ status }) => status).sort()).toEqual([200, 409])
})

test('the root can be renamed and put back as it was read, not moved, not deleted', async () => {
  const own = await make.project()
  const { id } = await rootOf(own)
  const { body: root } = await admin.get(`${path}/${id}`)
  expect(await statusOf(admin.put(`${path}/${id}`, { ...root, name: 'Everything' }))).toBe(200)
  const folder = await make.folder(own)
  expect(await statusOf(admin.put(`${path}/${id}`, { parentId: folder.id }))).toBe(409)
  expect(await statusOf(admin.delete(`${path}/${id}`))).toBe(409)
  expect((await rootOf(own)).name).toBe('Everything')
})

test('null moves a folder to the root', async () => {
  const outer = await make.folder(project)
  const inner = await make.folder(project, { parentId: outer.id })
  const { body } = await admin.put(`${path}/${inner.id}`, { parentId: null })
  expect(body.parentId).toBe(outer.parentId)
})

test('a parent of another project is a 422 on its field, as is one that there is not', async () => {
  const elsewhere = await make.folder(await make.project())
  const folder = await make.folder(project)
  for (const parentId of [elsewhere.id, noId])
    for (const call of [
      admin.post(path, { projectId: project.id, name: 'x', parentId }),
      admin.put(`${path}/${folder.id}`, { parentId }),
    ])
      expect(await call).toMatchObject({ status: 422, body: { error: { details: { field: 'parentId' } } } })
})

test('deleting it deletes its subtree and their cases, under one deletion', async () => {
  const own = await make.project()
  const top = await make.folder(own)
  const inner = await make.folder(own, { parentId: top.id })
  const cases = [await make.case(own, { folderId: top.id }), await make.case(own, { folderId: inner.id })]
  const kept = await make.case(own)
  expect(await statusOf(admin.delete(`${path}/${top.id}`))).toBe(204)
  for (const { id } of [top, inner]) expect(await statusOf(admin.get(`${path}/${id}`))).toBe(404)
  for (const { id } of cases) expect(await statusOf(admin.get(`/api/repository-cases/${id}`))).toBe(404)
  const left = (await admin.get(`/api/repository-cases?projectId=${own.id}`)).body
  expect([left.data.map(({ id }: Folder) => id), left.pagination.total]).toEqual([[kept.id], 1])
  expect((await treeOf(own)).map(({ caseCount }) => caseCount)).toEqual([1])
  const { sql } = platform.database
  const deletions = await sql`
    select deletion_id from folders where project_id = ${own.id} and deleted_at is not null
    union select deletion_id from cases where project_id = ${own.id} and deleted_at is not null`
  expect(deletions).toHaveLength(1)
})

test('nothing lives on in a folder that is deleted while others write into it', async () => {
  const own = await make.project()
  const folder = await make.folder(own)
  const moved = await make.case(own)
  const held = await make.case(own, { folderId: folder.id })
  const into = { folderId: folder.id }
  const calls = await Promise.all([
    ...Array.from({ length: 6 }, (_, i) =>
      admin.post('/api/repository-cases', { projectId: own.id, title: `${i}`, ...into }),
    ),
    admin.put(`/api/repository-cases/${moved.id}`, into),
    admin.delete(`${path}/${folder.id}`),
    admin.post(path, { projectId: own.id, name: 'Inner', parentId: folder.id }),
    admin.delete(`/api/repository-cases/${held.id}`),
  ])
  for (const { status } of calls) expect([200, 201, 204, 404, 422]).toContain(status)
  const { sql } = platform.database
  const [counts] = await sql`
    select (select count(*)::int from cases c join folders f on f.id = c.folder_id
             where c.project_id = ${own.id} and c.deleted_at is null and f.deleted_at is not null) as orphans,
           (select count(*)::int from folders f join folders p on p.id = f.parent_id
             where f.project_id = ${own.id} and f.deleted_at is null and p.deleted_at is not null) as lost,
           (select count(*)::int from cases where project_id = ${own.id} and deleted_at is null) - case_count as wrong,
           (select case_count from folders where id = ${folder.id}) as left
      from projects where id = ${own.id}`
  expect(counts).toEqual({ orphans: 0, lost: 0, wrong: 0, left: 0 })
})

test('the list goes by order, equals by name, in pages too', async () => {
  const own = await make.project()
  const root = await rootOf(own)
  for (const [name, order] of [
    ['b', 2],
    ['z', 1],
    ['a', 10],
    ['a', 2],
    ['B', 2],
  ] as const)
    await make.folder(own, { name: `${name}${name === 'B' ? '2' : ''}${order}`, order })
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = `projectId=${own.id}&parentId=${root.id}&limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`
    const { status, body } = await admin.get(`${path}?${query}`)
    expect(status).toBe(200)
    seen.push(...body.data.map(({ name }: Folder) => name))
    cursor = body.pagination.nextCursor
  }
  const tree = (await treeOf(own)).slice(1).map(({ name }) => name)
  expect(seen).toEqual(tree)
  expect([seen[0], seen.at(-1)]).toEqual(['z1', 'a10'])
})
