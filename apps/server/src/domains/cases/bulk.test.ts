import { expect, test } from 'vitest'
import { importInto, junit, passed, suite } from '../../../test/junit.ts'
import { sentBy } from '../../../test/sent.ts'
import { noId, startServer } from '../../../test/server.ts'
import { upload } from '../../../test/upload.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const path = '/api/repository-cases'
const project = await make.project()
const fault = ({ status, body }: { status: number; body: { error: { details: { field: string } } } }) => [
  status,
  body.error?.details?.field,
]
const idsOf = (cases: { id: string }[]) => cases.map(({ id }) => id)
const read = async (id: string) => (await admin.get(`${path}/${id}`)).body
const countOf = async (folder: { id: string }) => (await admin.get(`/api/folders/${folder.id}`)).body.caseCount
const many = (count: number, extra: Record<string, unknown> = {}) =>
  Promise.all(Array.from({ length: count }, () => make.case(project, extra)))

/** How many statements its transaction takes: before a large body is read, who sends it is asked once more. */
async function statementsOf(work: () => Promise<{ status: number }>) {
  const sent = await sentBy(platform.database, async () => expect((await work()).status).toBeLessThan(300))
  return sent.slice(sent.indexOf('begin ')).length
}

test('many are made at once, in their order, each as if it were made alone', async () => {
  const folder = await make.folder(project)
  const cases = [
    { projectId: project.id, title: 'One', folderId: folder.id, tags: ['b', 'A'], steps: [{ action: 'Look' }] },
    { projectId: project.id, title: 'Two', priority: 'HIGH', tags: ['a'] },
  ]
  const { status, body } = await admin.post(`${path}/bulk`, { cases })
  expect(status).toBe(201)
  expect(body.data).toMatchObject([
    { title: 'One', tags: ['A', 'b'], steps: [{ action: 'Look', order: 1 }], version: 1 },
    { title: 'Two', priority: 'HIGH', tags: ['A'] },
  ])
  for (const one of body.data) expect(await read(one.id)).toEqual(one)
  expect(await countOf(folder)).toBe(1)
})

test('of many with one fault none is made, and the fault is named where it stands', async () => {
  const other = await make.project()
  const draft = { projectId: project.id, title: 'Never' }
  const bulk = (...cases: object[]) => admin.post(`${path}/bulk`, { cases })
  expect(fault(await bulk(draft, { ...draft, title: '' }))).toEqual([422, 'cases.1.title'])
  expect(fault(await bulk(draft, { ...draft, projectId: other.id }))).toEqual([422, 'cases.1.projectId'])
  expect(fault(await bulk(draft, { ...draft, folderId: (await make.folder(other)).id }))).toEqual([
    422,
    'cases.1.folderId',
  ])
  expect(fault(await bulk(draft, { ...draft, steps: [{ id: noId, action: 'x' }] }))).toEqual([
    422,
    'cases.1.steps.0.id',
  ])
  expect(fault(await bulk())).toEqual([422, 'cases'])
  const { pagination } = (await admin.get(`${path}?projectId=${project.id}&search=Never`)).body
  expect(pagination.total).toBe(0)
})

test('a thousand are made, changed, copied, moved and deleted with as many statements as two', async () => {
  const folder = await make.folder(project)
  const counts = []
  for (const count of [2, 1000]) {
    const cases = Array.from({ length: count }, (_, i) => ({
      projectId: project.id,
      title: `Of many ${i}`,
      tags: ['t'],
    }))
    let ids: string[] = []
    const within = { folderId: folder.id }
    counts.push([
      await statementsOf(async () => {
        const answer = await admin.post(`${path}/bulk`, { cases })
        ids = idsOf(answer.body.data)
        return answer
      }),
      await statementsOf(() =>
        admin.post(`${path}/bulk-update`, { ids, changes: { priority: 'LOW', addTags: ['t'] } }),
      ),
      await statementsOf(() => admin.post(`${path}/copy`, { ids, ...within })),
      await statementsOf(() => admin.post(`${path}/move`, { ids, ...within })),
      await statementsOf(() => admin.post(`${path}/bulk-delete`, { ids })),
    ])
    expect(ids).toHaveLength(count)
  }
  expect(counts[0]).toEqual(counts[1])
  expect(await countOf(folder)).toBe(1002)
})

test('many are changed alike, what is not named stays', async () => {
  const [one, two] = await many(2, { tags: ['x', 'y'], estimate: 60, steps: [{ action: 'Look' }] })
  const ids = [one.id, two.id, one.id]
  const changes = { priority: 'CRITICAL', addTags: ['Z', 'x'], removeTags: ['Y'] }
  const { body } = await admin.post(`${path}/bulk-update`, { ids, changes })
  expect(idsOf(body.data)).toEqual([one.id, two.id])
  for (const [i, before] of [one, two].entries()) {
    expect(body.data[i]).toMatchObject({ priority: 'CRITICAL', tags: ['x', 'Z'], estimate: 60, version: 2 })
    expect(body.data[i].steps).toEqual(before.steps)
    expect(await read(before.id)).toEqual(body.data[i])
  }
  expect(fault(await admin.post(`${path}/bulk-update`, { ids, changes: {} }))).toEqual([422, 'changes'])
  expect(fault(await admin.post(`${path}/bulk-update`, { ids, changes: { title: 'x' } }))).toEqual([
    422,
    'changes.title',
  ])
})

test('a value that does not fit any of them is told once', async () => {
  const field = await make.field(project, 'NUMBER')
  const template = await make.template(project, { fields: [{ fieldId: field.id }] })
  const ids = idsOf(await many(3, { templateId: template.id }))
  const set = (value: unknown) =>
    admin.post(`${path}/bulk-update`, { ids, changes: { customFields: [{ fieldId: field.id, value }] } })
  const refused = await set('many')
  expect(fault(refused)).toEqual([422, 'changes.customFields.0.value'])
  expect(refused.body.error.issues).toHaveLength(1)
  const { data } = (await set(7)).body
  expect(data.map((one: { customFields: object[] }) => one.customFields)).toEqual(
    Array.from({ length: 3 }, () => [{ fieldId: field.id, value: 7 }]),
  )
})

test('a case takes no more tags than one that is written alone', async () => {
  const tags = Array.from({ length: 99 }, (_, i) => `tag ${i}`)
  const [one] = await many(1, { tags })
  const add = (...addTags: string[]) => admin.post(`${path}/bulk-update`, { ids: [one.id], changes: { addTags } })
  expect((await add('tag 100')).status).toBe(200)
  expect(fault(await add('tag 101'))).toEqual([422, 'changes.addTags'])
})

test('a copy has all that its case has, and nothing in common with it', async () => {
  const field = await make.field(project, 'TEXT')
  const template = await make.template(project, { fields: [{ fieldId: field.id }] })
  const file = { name: 'seen.txt', fileKey: await upload(admin, 'seen') }
  const one = await make.case(project, {
    templateId: template.id,
    customFields: [{ fieldId: field.id, value: 'Firefox' }],
    tags: ['x'],
    priority: 'HIGH',
    description: 'Why',
    attachments: [{ name: 'a', url: 'https://example.com/a' }],
    steps: [{ action: 'First', attachments: [file] }, { action: 'Second' }],
  })
  const folder = await make.folder(project)
  const { status, body } = await admin.post(`${path}/copy`, { ids: [one.id], folderId: folder.id })
  expect(status).toBe(201)
  const [copy] = body.data
  const bare = (row: typeof one) => ({
    ...row,
    attachments: row.attachments.map(({ name }: { name: string }) => name),
    steps: row.steps.map(({ action, expected, order, attachments }: Record<string, unknown[]>) => {
      return { action, expected, order, attachments: attachments?.length }
    }),
  })
  const own = { id: copy.id, number: copy.number, createdAt: copy.createdAt, updatedAt: copy.updatedAt }
  expect(bare(copy)).toEqual({ ...bare(one), ...own, folderId: folder.id })
  expect(await read(copy.id)).toEqual(copy)
  expect(copy.number).toBeGreaterThan(one.number)
  const filtered = await admin.get(`${path}?projectId=${project.id}&field=${field.id}:firefox`)
  expect(idsOf(filtered.body.data)).toEqual([copy.id, one.id])

  await admin.put(`${path}/${copy.id}`, { title: 'Other', steps: [], tags: [], attachments: [] })
  await admin.delete(`${path}/${copy.id}`)
  expect(await read(one.id)).toEqual(one)
  expect((await admin.get(one.steps[0].attachments[0].url)).status).toBe(302)
})

test('copies of what an import made are not what the next import finds', async () => {
  const { id } = await make.project()
  const send = async (name: string) =>
    (await importInto(admin, { projectId: id }, junit(suite(name, passed('n', 'c'))))).body
  expect(await send('first')).toMatchObject({ casesCreated: 1 })
  const [imported] = (await admin.get(`${path}?projectId=${id}`)).body.data
  expect((await admin.post(`${path}/copy`, { ids: [imported.id] })).status).toBe(201)
  expect(await send('second')).toMatchObject({ casesCreated: 0, casesMatched: 1 })
})

test('what is moved is counted where it comes to stand; what stands there is not moved', async () => {
  const [from, to] = [await make.folder(project), await make.folder(project)]
  const ids = idsOf([...(await many(2, { folderId: from.id })), ...(await many(1, { folderId: to.id }))])
  const answer = await admin.post(`${path}/move`, { ids, folderId: to.id })
  expect([answer.status, answer.body]).toEqual([200, { moved: 2 }])
  expect([await countOf(from), await countOf(to)]).toEqual([0, 3])
})

test('many are deleted together and come back together', async () => {
  const folder = await make.folder(project)
  const cases = await many(3, { folderId: folder.id })
  const ids = idsOf(cases)
  expect(fault(await admin.post(`${path}/bulk-delete`, { ids: [...ids, noId] }))).toEqual([422, 'ids.3'])
  expect(await countOf(folder)).toBe(3)
  expect((await admin.post(`${path}/bulk-delete`, { ids })).status).toBe(204)
  expect(await countOf(folder)).toBe(0)
  for (const id of ids) expect((await admin.get(`${path}/${id}`)).status).toBe(404)
  const [deletion] = (await admin.get(`/api/trash?projectId=${project.id}`)).body.data
  expect(deletion).toMatchObject({ entityType: 'case', further: 2 })
  expect((await admin.post(`/api/trash/${deletion.id}/restore`)).status).toBe(200)
  expect(await countOf(folder)).toBe(3)
  for (const one of cases) expect(await read(one.id)).toMatchObject({ title: one.title, deleted: false })
})

test('the trash calls those that were deleted together by the one that was named first', async () => {
  const cases = await many(3)
  for (const ids of [idsOf(cases), idsOf(cases).toReversed()]) {
    await admin.post(`${path}/bulk-delete`, { ids })
    const [deletion] = (await admin.get(`/api/trash?projectId=${project.id}`)).body.data
    expect(deletion.entityId).toBe(ids[0])
    await admin.post(`/api/trash/${deletion.id}/restore`)
  }
})

test('they come back only where all their folders are there', async () => {
  const [stays, goes] = [await make.folder(project), await make.folder(project)]
  const ids = idsOf([...(await many(1, { folderId: stays.id })), ...(await many(1, { folderId: goes.id }))])
  await admin.post(`${path}/bulk-delete`, { ids })
  await admin.delete(`/api/folders/${goes.id}`)
  const [folder, deletion] = (await admin.get(`/api/trash?projectId=${project.id}`)).body.data
  expect((await admin.post(`/api/trash/${deletion.id}/restore`)).status).toBe(409)
  expect((await admin.post(`/api/trash/${folder.id}/restore`)).status).toBe(200)
  expect((await admin.post(`/api/trash/${deletion.id}/restore`)).status).toBe(200)
})

test('changes and deletions of the same cases at once wait for each other, and the counts are right', async () => {
  const [a, b] = [await make.folder(project), await make.folder(project)]
  const ids = idsOf(await many(20, { folderId: a.id }))
  const answers = await Promise.all([
    admin.post(`${path}/move`, { ids, folderId: b.id }),
    admin.post(`${path}/move`, { ids: ids.toReversed(), folderId: a.id }),
    admin.post(`${path}/bulk-update`, { ids: ids.toReversed(), changes: { addTags: ['new', 'other'] } }),
    admin.post(`${path}/copy`, { ids: ids.toReversed(), folderId: b.id }),
    admin.post(`${path}/bulk-update`, { ids, changes: { addTags: ['other', 'new'] } }),
    admin.post(`${path}/bulk-delete`, { ids: ids.slice(0, 10).toReversed() }),
  ])
  for (const { status, body } of answers) expect([200, 201, 204, 404], JSON.stringify(body)).toContain(status)
  const [counted] = await sql`
    select count(*)::int as wrong from folders f where f.id in (${a.id}, ${b.id}) and f.case_count <>
           (select count(*) from cases c where c.folder_id = f.id and c.deleted_at is null)`
  expect(counted?.wrong).toBe(0)
})

test('a viewer changes nothing, and one who may not delete deletes nothing', async () => {
  const [viewer, tester] = [await make.member(project, 'Viewer'), await make.member(project, 'Tester')]
  const ids = idsOf(await many(1))
  for (const [name, body] of [
    ['bulk', { cases: [{ projectId: project.id, title: 'x' }] }],
    ['bulk-update', { ids, changes: { priority: 'LOW' } }],
    ['copy', { ids }],
    ['move', { ids, folderId: (await read(ids[0] as string)).folderId }],
    ['bulk-delete', { ids }],
  ] as const)
    expect((await viewer.client.post(`${path}/${name}`, body)).status, name).toBe(403)
  expect((await tester.client.post(`${path}/bulk-delete`, { ids })).status).toBe(403)
  expect((await tester.client.post(`${path}/bulk-update`, { ids, changes: { priority: 'LOW' } })).status).toBe(200)
})

test('a bulk command writes one row into the log, with what it did to which', async () => {
  const ids = idsOf(await many(2))
  await admin.post(`${path}/bulk-update`, { ids, changes: { priority: 'LOW' } })
  const { data } = (await admin.get(`/api/audit-log?projectId=${project.id}&operation=cases.updateMany`)).body
  expect(data[0]).toMatchObject({ entityType: 'case', changes: { updated: 2, ids, changes: { priority: 'LOW' } } })
})

test('a copy that is made while its case changes is the case before or after, and no mixture', async () => {
  const said = (i: number) => ({ title: `v${i}`, tags: [`v${i}`], steps: [{ action: `v${i}` }] })
  const one = await make.case(project, said(0))
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      i % 2 ? admin.post(`${path}/copy`, { ids: [one.id] }) : admin.put(`${path}/${one.id}`, said(i)),
    ),
  )
  const copies = answers.flatMap(({ body }) => body.data ?? [])
  expect(copies).toHaveLength(20)
  for (const { title, tags, steps } of copies) expect([title, ...tags, steps[0].action]).toEqual([title, title, title])
})

test('a title whose 255th character is half of one can be deleted', async () => {
  const [one] = await many(1, { title: `${'a'.repeat(254)}😀b` })
  expect((await admin.post(`${path}/bulk-delete`, { ids: [one.id] })).status).toBe(204)
})
