import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'
import { fetchFile, upload } from '../../../test/upload.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const path = '/api/repository-cases'
const project = await make.project()
const tester = await make.member(project, 'Tester')
type One = { id: string }
type Attachment = { id: string; name: string; url: string }
type Step = One & { action: string; expected: string | null; attachments: Attachment[] }

const done = async (call: Promise<{ status: number; body: unknown }>) => {
  const { status, body } = await call
  expect(status, JSON.stringify(body)).toBe(200)
  // biome-ignore lint/suspicious/noExplicitAny: what the API answers, as it came.
  return body as any
}
const put = ({ id }: One, changes: object) => done(admin.put(`${path}/${id}`, changes))
const read = ({ id }: One) => done(admin.get(`${path}/${id}`))
const versions = async ({ id }: One) => (await done(admin.get(`${path}/${id}/versions`))).data
const version = ({ id }: One, number: number) => done(admin.get(`${path}/${id}/versions/${number}`))
const compare = ({ id }: One, query: string) => done(admin.get(`${path}/${id}/versions/compare?${query}`))
const restore = ({ id }: One, number: number, body: object = {}) =>
  done(admin.post(`${path}/${id}/versions/${number}/restore`, body))
/** What a version holds of a case as it was answered. */
const contentOf = (one: Record<string, unknown>) => {
  const { id, createdAt, updatedAt, createdBy, updatedBy, deleted, version, number, projectId, ...rest } = one
  const { approval, approvalBy, approvalAt, approvalComment, ...content } = rest
  return content
}

test('every change is a version: who made it, when, and which fields differ; the latest is the case itself', async () => {
  const made = await make.case(project, { title: 'First', steps: [{ action: 'a' }], tags: ['x'] })
  const [step] = made.steps
  const second = await done(tester.client.put(`${path}/${made.id}`, { title: 'Second', priority: 'HIGH' }))
  const third = await put(made, { steps: [{ ...step, action: 'b' }], tags: ['y'], title: 'Second' })
  const fourth = await put(made, third)
  const all = await versions(made)
  const { createdBy } = made
  expect(all).toEqual([
    { version: 4, createdAt: fourth.updatedAt, createdBy, changed: [] },
    { version: 3, createdAt: third.updatedAt, createdBy, changed: ['steps', 'tags'] },
    { version: 2, createdAt: second.updatedAt, createdBy: tester.user.id, changed: ['title', 'priority'] },
    { version: 1, createdAt: made.createdAt, createdBy, changed: [] },
  ])
  for (const one of [made, second, third, fourth])
    expect(await version(made, one.version)).toEqual({
      ...all.find((listed: { version: number }) => listed.version === one.version),
      content: contentOf(one),
    })
})

test('versions come in pages, the next by cursor', async () => {
  const made = await make.case(project)
  for (const title of 'bcde') await put(made, { title })
  const found = []
  for (let cursor = ''; found.length < 5; ) {
    const { data, pagination } = await done(admin.get(`${path}/${made.id}/versions?limit=2${cursor}`))
    found.push(...data)
    cursor = `&cursor=${pagination.nextCursor}`
    if (!pagination.nextCursor) break
  }
  expect(found.map((one) => [one.version, one.changed.join()])).toEqual([
    [5, 'title'],
    [4, 'title'],
    [3, 'title'],
    [2, 'title'],
    [1, ''],
  ])
  const { pagination } = await done(admin.get(`${path}/${made.id}/versions?limit=1&offset=4`))
  expect([pagination.total, pagination.nextCursor]).toEqual([5, null])
})

test('a new case costs no row, a change one, and one that failed none', async () => {
  const made = await make.case(project)
  const rows = () => sql`select version, changed from case_versions where case_id = ${made.id} order by version`
  expect(await rows()).toHaveLength(0)
  await put(made, { description: { content: [], type: 'doc' } })
  await put(made, { description: { type: 'doc', content: [] } })
  expect([...(await rows())]).toEqual([
    { version: 1, changed: ['description'] },
    { version: 2, changed: [] },
  ])
  expect((await admin.put(`${path}/${made.id}`, { title: 'x', folderId: noId })).status).toBe(422)
  expect((await admin.put(`${path}/${made.id}`, { title: 'x', steps: [{ id: noId, action: 'x' }] })).status).toBe(422)
  expect(await rows()).toHaveLength(2)
})

test('two versions are compared field by field, the steps by their ids, custom fields by name', async () => {
  const own = await make.project()
  const [field, gone] = [await make.field(own, 'TEXT', { name: 'Browser' }), await make.field(own, 'INTEGER')]
  const [template] = (await admin.get(`/api/templates?projectId=${own.id}`)).body.data
  await done(admin.put(`/api/templates/${template.id}`, { fields: [{ fieldId: field.id }, { fieldId: gone.id }] }))
  const made = await make.case(own, {
    title: 'Pay',
    tags: ['a'],
    estimate: 60,
    customFields: [
      { fieldId: field.id, value: 'Firefox' },
      { fieldId: gone.id, value: 7 },
    ],
    steps: ['one', 'two', 'three', 'four', 'five'].map((action) => ({ action })),
  })
  const [one, two, three, four, five] = made.steps as [Step, Step, Step, Step, Step]
  const steps = [{ action: 'zero' }, five, one, { ...two, expected: 'Seen' }, four]
  const changed = await put(made, {
    title: 'Pay by card',
    tags: ['a', 'b'],
    steps: steps.map(({ order: _, ...step }: object & { order?: number }) => step),
    customFields: [
      { fieldId: field.id, value: null },
      { fieldId: gone.id, value: 8 },
    ],
  })
  expect((await admin.delete(`/api/fields/${gone.id}`)).status).toBe(204)
  expect(await compare(made, 'from=1&to=2')).toEqual({
    from: 1,
    to: 2,
    fields: { title: { before: 'Pay', after: 'Pay by card' }, tags: { before: ['a'], after: ['a', 'b'] } },
    customFields: [
      { fieldId: field.id, name: 'Browser', before: 'Firefox', after: null },
      // It is not shown any more: the latest version is the case as it is now.
      { fieldId: gone.id, name: gone.name, before: 7, after: null },
    ],
    steps: {
      added: [changed.steps[0]],
      removed: [three],
      changed: [{ id: two.id, before: two, after: changed.steps[3] }],
      moved: [{ id: five.id, before: 5, after: 2 }],
    },
  })
  const nothing = { fields: {}, customFields: [], steps: { added: [], removed: [], changed: [], moved: [] } }
  expect(await compare(made, 'from=2')).toEqual({ from: 2, to: 2, ...nothing })
  const back = await compare(made, 'from=2&to=1')
  expect(back.steps.added).toEqual([three])
  expect(back.fields.title).toEqual({ before: 'Pay by card', after: 'Pay' })
})

test('restored, a case is as it was: steps with their ids, tags, values, attachments, folder and template', async () => {
  const own = await make.project()
  const field = await make.field(own, 'SELECT', { options: [{ name: 'Low' }, { name: 'High' }] })
  const template = await make.template(own, { fields: [{ fieldId: field.id }] })
  const [folder, other] = [await make.folder(own), await make.folder(own)]
  const file = async (name: string) => ({ name, fileKey: await upload(admin, name) })
  const first = await make.case(own, {
    title: 'First',
    description: 'Text',
    expectedResult: 'In',
    folderId: folder.id,
    templateId: template.id,
    customFields: [{ fieldId: field.id, value: field.options[0].id }],
    tags: ['a', 'b'],
    priority: 'LOW',
    estimate: 5,
    automationStatus: 'AUTOMATED',
    attachments: [await file('x'), { name: 'link', url: 'https://example.com/' }],
    steps: [{ action: 'one', attachments: [await file('y')] }, { action: 'two' }, { action: 'three' }],
  })
  const [, two, three] = first.steps as [Step, Step, Step]
  const { body: plain } = await admin.get(`/api/templates?projectId=${own.id}`)
  const builtIn = plain.data.find((one: { builtIn: boolean }) => one.builtIn)
  const second = await put(first, {
    title: 'Second',
    description: null,
    expectedResult: null,
    folderId: other.id,
    templateId: builtIn.id,
    tags: ['c'],
    priority: null,
    estimate: null,
    automationStatus: 'MANUAL',
    attachments: [{ id: first.attachments[1].id, name: 'link' }, await file('z')],
    steps: [
      { ...three, order: 1, attachments: [await file('w')] },
      { action: 'new' },
      { ...two, action: '2', order: 3 },
    ],
  })
  const counts = async () => {
    const { data } = (await admin.get(`/api/folders?projectId=${own.id}`)).body
    return [folder, other].map(({ id }) => data.find((one: One) => one.id === id).caseCount)
  }
  expect(await counts()).toEqual([0, 1])

  const back = await restore(first, 1)
  expect(contentOf(back)).toEqual(contentOf(first))
  expect([back.version, await read(first)]).toEqual([3, back])
  expect(await counts()).toEqual([1, 0])
  for (const [attachment, content] of [
    [back.attachments[0], 'x'],
    [back.steps[0].attachments[0], 'y'],
  ])
    expect((await fetchFile(admin, attachment.url)).body).toBe(content)
  const byValue = await admin.get(`${path}?projectId=${own.id}&field=${field.id}:${field.options[0].id}`)
  expect(byValue.body.data).toEqual([back])

  const again = await restore(first, 2)
  expect(contentOf(again)).toEqual(contentOf(second))
  expect(await compare(first, 'from=2&to=4')).toMatchObject({ fields: {}, customFields: [], steps: { changed: [] } })
  expect((await versions(first)).map((one: { changed: string[] }) => one.changed.length)).toEqual([12, 12, 12, 0])
  const [row] = await sql`
    select changes from audit_log where entity_id = ${first.id} and operation = 'caseVersions.restore' order by id limit 1`
  expect(row?.changes).toMatchObject({ restored: 1, before: { title: 'Second' }, after: { title: 'First' } })
})

test('what is gone by now stays away: the case stays in its folder and template, and a value in its field', async () => {
  const own = await make.project()
  const [kept, gone] = [await make.field(own, 'TEXT'), await make.field(own, 'TEXT')]
  const option = await make.field(own, 'SELECT', { options: [{ name: 'Old' }, { name: 'New' }] })
  const { user } = await make.member(own, 'Viewer')
  const person = await make.field(own, 'USER')
  const ofAll = [kept, gone, option, person].map(({ id }) => ({ fieldId: id }))
  const [there, away] = [await make.template(own, { fields: ofAll }), await make.template(own, { fields: ofAll })]
  const folder = await make.folder(own)
  const value = (field: One, value: unknown) => ({ fieldId: field.id, value })
  const first = await make.case(own, {
    folderId: folder.id,
    templateId: away.id,
    tags: ['old'],
    customFields: [value(kept, 'one'), value(gone, 'one'), value(option, option.options[0].id), value(person, user.id)],
    attachments: [{ name: 'link', url: 'https://example.com/' }],
  })
  const root = (await make.case(own)).folderId
  const second = await put(first, {
    folderId: root,
    templateId: there.id,
    tags: [],
    attachments: [],
    customFields: [value(kept, null), value(gone, null), value(option, option.options[1].id), value(person, null)],
  })
  for (const address of [`folders/${folder.id}`, `templates/${away.id}`, `fields/${gone.id}`, `users/${user.id}`])
    expect((await admin.delete(`/api/${address}`)).status, address).toBe(204)
  const [, ...options] = option.options
  await done(admin.put(`/api/fields/${option.id}`, { options }))
  const rest = [kept, option, person].map(({ id }) => ({ fieldId: id, required: id === kept.id }))
  await done(admin.put(`/api/templates/${there.id}`, { fields: rest }))
  await sql`delete from attachments where id = ${first.attachments[0].id}`

  const back = await restore(first, 1)
  expect([back.folderId, back.templateId, back.tags, back.attachments]).toEqual([root, there.id, ['old'], []])
  // What it held then it holds again, also where the field does not take it any more.
  expect(back.customFields).toEqual([value(kept, 'one'), value(option, option.options[0].id), value(person, user.id)])
  // Of what is required now the value stays, where the version has none.
  expect((await restore(first, 2)).customFields).toEqual([value(kept, 'one'), ...second.customFields])
})

test('of two who save the same case one hears which fields the other has changed, and can see how', async () => {
  const made = await make.case(project, { title: 'Both', steps: [{ action: 'a' }] })
  await put(made, { title: 'Mine', expectedVersion: 1 })
  await put(made, { steps: [], expectedVersion: 2 })
  const late = await tester.client.put(`${path}/${made.id}`, { title: 'Yours', expectedVersion: 1 })
  expect(late.status).toBe(409)
  const message = 'was changed meanwhile'
  expect(late.body.error.issues).toEqual([
    { field: 'expectedVersion', message: expect.stringContaining('version 3') },
    { field: 'steps', message },
    { field: 'title', message },
  ])
  const seen = await done(tester.client.get(`${path}/${made.id}/versions/compare?from=1`))
  expect(seen.fields).toEqual({ title: { before: 'Both', after: 'Mine' } })
  expect(seen.steps.removed).toEqual(made.steps)
  const stale = await admin.post(`${path}/${made.id}/versions/1/restore`, { expectedVersion: 2 })
  expect([stale.status, stale.body.error.details.field]).toEqual([409, 'expectedVersion'])
})

test('many save at once: each change has its version, none is lost', async () => {
  const made = await make.case(project, { title: 'x' })
  const titles = Array.from({ length: 8 }, (_, i) => `Title ${i}`)
  await Promise.all(titles.map((title) => put(made, { title })))
  const all = await versions(made)
  expect(all.map((one: { version: number }) => one.version)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1])
  const kept = await Promise.all(all.map((one: { version: number }) => version(made, one.version)))
  expect(kept.map(({ content }) => content.title).toSorted()).toEqual([...titles, 'x'])
})

test('versions outlive the trash; a number that it took is left out, and stands for the next', async () => {
  const own = await make.project()
  const made = await make.case(own, { title: 'First' })
  const second = await put(made, { title: 'Second' })
  expect((await admin.delete(`${path}/${made.id}`)).status).toBe(204)
  expect((await admin.get(`${path}/${made.id}/versions`)).status).toBe(404)
  const [deletion] = (await admin.get(`/api/trash?projectId=${own.id}`)).body.data
  await done(admin.post(`/api/trash/${deletion.id}/restore`))
  expect((await versions(made)).map((one: { version: number }) => one.version)).toEqual([3, 1])
  expect(await version(made, 2)).toMatchObject({ version: 3, createdAt: second.updatedAt, changed: ['title'] })
  expect((await compare(made, 'from=2')).fields).toEqual({})
  expect((await restore(made, 1)).title).toBe('First')
})

test('cases that take another template, because theirs goes, have a version of it each', async () => {
  const own = await make.project()
  const [from, to] = [await make.template(own), await make.template(own)]
  const cases = [await make.case(own, { templateId: from.id }), await make.case(own, { templateId: from.id })]
  expect((await admin.delete(`/api/templates/${from.id}?casesTo=${to.id}`)).status).toBe(204)
  for (const one of cases) {
    expect(await versions(one)).toMatchObject([{ version: 2, changed: ['templateId'] }, { version: 1 }])
    expect(await compare(one, 'from=1')).toMatchObject({ fields: { templateId: { before: from.id, after: to.id } } })
  }
})

test('of many that are changed together each has its version', async () => {
  const cases = await Promise.all([1, 2, 3].map((estimate) => make.case(project, { estimate })))
  const changes = { priority: 'LOW', addTags: ['together'] }
  await done(admin.post(`${path}/bulk-update`, { ids: cases.map(({ id }) => id), changes }))
  for (const one of cases) {
    expect((await versions(one))[0]).toMatchObject({ version: 2, changed: ['tags', 'priority'] })
    expect((await version(one, 1)).content).toEqual(contentOf(one))
  }
})

test('what is no version of the case is a 404; who only reads restores nothing', async () => {
  const made = await make.case(project)
  for (const number of ['2', '0', '-1', 'x', '1.5', '99999999999'])
    for (const [method, rest] of [
      ['GET', ''],
      ['POST', '/restore'],
    ] as const) {
      const { status } = await admin.call(method, `${path}/${made.id}/versions/${number}${rest}`)
      expect([number, status]).toEqual([number, 404])
    }
  expect((await admin.get(`${path}/${made.id}/versions/compare?from=2`)).status).toBe(404)
  expect((await admin.get(`${path}/${made.id}/versions/compare?from=x`)).status).toBe(422)
  const viewer = await make.member(project, 'Viewer')
  expect((await viewer.client.get(`${path}/${made.id}/versions/1`)).status).toBe(200)
  expect((await viewer.client.post(`${path}/${made.id}/versions/1/restore`)).status).toBe(403)
})
