import { expect, test } from 'vitest'
import { importInto, junit, passed, suite } from '../../../test/junit.ts'
import { type Answered, type Client, startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const path = '/api/repository-cases'
const requiring = (extra: object = {}) => make.project({ settings: { requireApproval: true }, ...extra })
const project = await requiring()
const [lead, other, tester] = [
  await make.member(project, 'Test lead'),
  await make.member(project, 'Test lead'),
  await make.member(project, 'Tester'),
]
type One = { id: string }

const done = async (call: Promise<Answered>, status = 200) => {
  const answer = await call
  expect(answer.status, JSON.stringify(answer.body)).toBe(status)
  return answer.body
}
const create = ({ client }: { client: Client }, extra: object = {}) =>
  done(client.post(path, { projectId: project.id, title: 'Case', ...extra }), 201)
const say = ({ client }: { client: Client }, { id }: One, what: string, body: object = {}) =>
  client.post(`${path}/${id}/${what}`, body)
const read = ({ id }: One) => done(admin.get(`${path}/${id}`))
const approvalOf = async (one: One) => (await read(one)).approval
const approved = async (extra: object = {}) => {
  const one = await create(tester, extra)
  return done(say(lead, one, 'approve'))
}

test('a case is drafted, submitted, given back, submitted again and approved; it says by whom, when and why', async () => {
  const made = await create(tester)
  const nobody = { approvalBy: null, approvalAt: null, approvalComment: null }
  expect(made).toMatchObject({ approval: 'DRAFT', ...nobody })
  const submitted = await done(say(tester, made, 'submit'))
  expect(submitted).toEqual({
    ...made,
    approval: 'IN_REVIEW',
    approvalBy: tester.user.id,
    approvalAt: expect.any(String),
  })
  expect(await read(made)).toEqual(submitted)
  const back = await done(say(lead, made, 'reject', { comment: 'Which browser?' }))
  expect(back).toMatchObject({ approval: 'DRAFT', approvalBy: lead.user.id, approvalComment: 'Which browser?' })
  await done(say(tester, made, 'submit'))
  const end = await done(say(lead, made, 'approve', { expectedVersion: 1 }))
  expect(end).toMatchObject({ approval: 'APPROVED', approvalBy: lead.user.id, approvalComment: null, version: 1 })
  const rows = await sql`
    select operation, changes from audit_log where entity_id = ${made.id} and operation like 'approvals.%' order by id`
  expect(rows.map(({ operation }) => operation.split('.')[1])).toEqual(['submit', 'reject', 'submit', 'approve'])
  expect(rows[1]?.changes).toMatchObject({
    before: { approval: 'IN_REVIEW', approvalBy: tester.user.id },
    after: { approval: 'DRAFT', approvalComment: 'Which browser?' },
  })
})

test('what is said twice, or of a draft, is a 409; of another version than there is now, too', async () => {
  const one = await create(tester)
  expect((await say(lead, one, 'reject')).status).toBe(409)
  await done(say(tester, one, 'submit'))
  expect((await say(tester, one, 'submit')).status).toBe(409)
  await done(tester.client.put(`${path}/${one.id}`, { title: 'Other' }))
  const stale = await say(lead, one, 'approve', { expectedVersion: 1 })
  expect([stale.status, stale.body.error.issues.map(({ field }: { field: string }) => field)]).toEqual([
    409,
    ['expectedVersion', 'title'],
  ])
  await done(say(lead, one, 'approve'))
  expect((await say(other, one, 'approve')).status).toBe(409)
  expect((await done(say(other, one, 'submit'))).approval).toBe('IN_REVIEW')
})

test('who may close cases approves and rejects; who changed it last does not approve it, but an administrator', async () => {
  const one = await create(lead)
  expect((await say(tester, one, 'approve')).status).toBe(403)
  expect((await say(tester, one, 'reject')).status).toBe(403)
  const viewer = await make.member(project, 'Viewer')
  expect((await say(viewer, one, 'submit')).status).toBe(403)
  expect((await say(lead, one, 'approve')).status).toBe(403)
  await done(say(other, one, 'approve'))
  await done(other.client.put(`${path}/${one.id}`, { expectedResult: 'In' }))
  expect((await say(other, one, 'approve')).status).toBe(403)
  // Whoever only moves, tags, deletes and restores it has not written it.
  await done(lead.client.put(`${path}/${one.id}`, { tags: ['moved'], priority: 'LOW' }))
  expect((await lead.client.delete(`${path}/${one.id}`)).status).toBe(204)
  const [deletion] = (await admin.get(`/api/trash?projectId=${project.id}`)).body.data
  await done(admin.post(`/api/trash/${deletion.id}/restore`))
  expect((await say(other, one, 'approve')).status).toBe(403)
  await done(say(lead, one, 'approve'))
  const own = await done(admin.post(path, { projectId: project.id, title: 'Mine' }), 201)
  await done(say({ client: admin }, own, 'approve'))
  const lax = await make.project()
  const free = await make.member(lax, 'Test lead')
  const mine = await done(free.client.post(path, { projectId: lax.id, title: 'Mine' }), 201)
  await done(say(free, mine, 'approve'))
})

test('a change of what is tested makes it a draft again, with no statement more; one of where it stands does not', async () => {
  const field = await make.field(project, 'TEXT')
  const template = await make.template(project, { fields: [{ fieldId: field.id }] })
  const folder = await make.folder(project)
  const steps = [{ action: 'a' }]
  const given = { templateId: template.id, steps, attachments: [{ name: 'x', url: 'https://example.com/' }] }
  for (const [change, isDraft] of [
    [{ title: 'Other' }, true],
    [{ description: 'x' }, true],
    [{ expectedResult: 'x' }, true],
    [{ steps: [{ action: 'b' }] }, true],
    [{ attachments: [] }, true],
    [{ customFields: [{ fieldId: field.id, value: 'x' }] }, true],
    [{ folderId: folder.id }, false],
    [{ tags: ['x'] }, false],
    [{ priority: 'LOW', estimate: 5, automationStatus: 'AUTOMATED' }, false],
    [{ title: 'Case', expectedResult: null }, false],
  ] as const) {
    const one = await approved(given)
    const { approvalBy, approvalAt } = one
    const after = await done(tester.client.put(`${path}/${one.id}`, change))
    const wanted = isDraft
      ? { approval: 'DRAFT', approvalBy: null, approvalAt: null }
      : { approval: 'APPROVED', approvalBy, approvalAt }
    expect([change, after]).toMatchObject([change, wanted])
    expect(await read(one)).toEqual(after)
  }
  const reviewed = await create(tester)
  await done(say(tester, reviewed, 'submit'))
  await done(admin.post(`${path}/bulk-update`, { ids: [reviewed.id], changes: { priority: 'HIGH' } }))
  expect(await approvalOf(reviewed)).toBe('IN_REVIEW')
  await done(tester.client.put(`${path}/${reviewed.id}`, { title: 'Other' }))
  expect(await approvalOf(reviewed)).toBe('DRAFT')
})

test('so does what is attached to it or to a step of it, or taken away, by itself', async () => {
  const link = { name: 'x', url: 'https://example.com/' }
  const attach = (entityType: string, { id: entityId }: One) =>
    done(tester.client.post('/api/attachments', { entityType, entityId, ...link }), 201)
  const one = await approved({ steps: [{ action: 'a' }] })
  const [ofCase, ofStep] = [await attach('testCase', one), await attach('step', one.steps[0])]
  expect(await approvalOf(one)).toBe('DRAFT')
  for (const { id } of [ofCase, ofStep]) {
    await done(say(lead, one, 'approve'))
    expect((await tester.client.delete(`/api/attachments/${id}`)).status).toBe(204)
    expect(await approvalOf(one)).toBe('DRAFT')
  }
  await done(say(lead, one, 'approve'))
  expect((await attach('step', one.steps[0])).name).toBe('x')
  expect(await approvalOf(one)).toBe('DRAFT')
})

test('a version that is brought back, and a copy, have to be approved', async () => {
  const one = await approved({ title: 'First' })
  await done(lead.client.put(`${path}/${one.id}`, { title: 'Second' }))
  await done(say(other, one, 'approve'))
  const back = await done(lead.client.post(`${path}/${one.id}/versions/1/restore`))
  expect(back).toMatchObject({ title: 'First', approval: 'DRAFT' })
  await done(say(other, one, 'approve'))
  const { data } = await done(lead.client.post(`${path}/copy`, { ids: [one.id] }), 201)
  expect(data).toMatchObject([{ title: 'First', approval: 'DRAFT', approvalBy: null }])
})

test('where none is required all is as before; what there is when it becomes so counts as approved', async () => {
  const lax = await make.project()
  const one = await make.case(lax)
  expect(one).toMatchObject({ approval: 'APPROVED', approvalBy: null })
  await done(say({ client: admin }, one, 'approve'))
  const changed = await done(admin.put(`${path}/${one.id}`, { title: 'Other' }))
  expect(changed).toMatchObject({ approval: 'APPROVED', approvalBy: null })
  await done(admin.put(`/api/projects/${lax.id}`, { settings: { requireApproval: true } }))
  expect((await make.run(lax, [one])).testCasesTotal).toBe(1)
  const draft = await make.case(lax)
  expect((await admin.post('/api/test-runs', runOf(lax, { testCases: [{ repositoryCaseId: draft.id }] }))).status).toBe(
    422,
  )
  await done(admin.put(`/api/projects/${lax.id}`, { settings: { requireApproval: false } }))
  expect((await make.run(lax, [one, draft])).testCasesTotal).toBe(2)
})

const runOf = ({ id: projectId }: One, extra: object) => ({ projectId, name: 'Run', ...extra })

test('a new run takes the approved of what a filter finds; others that are named are refused by name', async () => {
  const own = await requiring()
  const [yes, no, maybe] = [await make.case(own), await make.case(own), await make.case(own, { title: 'Maybe' })]
  await done(say({ client: admin }, yes, 'approve'))
  await done(say({ client: admin }, maybe, 'submit'))
  const found = await done(admin.post('/api/test-runs', runOf(own, { filter: {} })), 201)
  expect(found.testCases.map((one: { repositoryCaseId: string }) => one.repositoryCaseId)).toEqual([yes.id])
  const none = await done(admin.post('/api/test-runs', runOf(own, { filter: { approval: ['DRAFT'] } })), 201)
  expect(none.testCasesTotal).toBe(0)
  const testCases = [yes, maybe, no].map(({ id }) => ({ repositoryCaseId: id }))
  for (const [address, body] of [
    ['/api/test-runs', runOf(own, { testCases })],
    [`/api/test-runs/${found.id}/cases`, { testCases }],
  ] as const) {
    const { status, body: answer } = await admin.post(address, body)
    expect([status, answer.error.issues]).toEqual([
      422,
      [
        { field: 'testCases.1.repositoryCaseId', message: `C${maybe.number} "Maybe" is not approved` },
        { field: 'testCases.2.repositoryCaseId', message: `C${no.number} "${no.title}" is not approved` },
      ],
    ])
  }
  await done(admin.put(`${path}/${yes.id}`, { title: 'Changed' }))
  const copy = await done(admin.post(`/api/test-runs/${found.id}/copy`, { name: 'Again' }), 201)
  expect([copy.testCasesTotal, copy.leftOut]).toEqual([0, 1])
})

test('lists are filtered by it', async () => {
  const own = await requiring()
  const [a, b, c] = [await make.case(own), await make.case(own), await make.case(own)]
  await done(say({ client: admin }, a, 'submit'))
  await done(say({ client: admin }, b, 'approve'))
  for (const [approval, ids] of [
    ['DRAFT', [c.id]],
    ['IN_REVIEW', [a.id]],
    ['APPROVED', [b.id]],
    ['IN_REVIEW,DRAFT', [c.id, a.id]],
  ] as const) {
    const { data, pagination } = await done(admin.get(`${path}?projectId=${own.id}&approval=${approval}`))
    expect([approval, data.map(({ id }: One) => id), pagination.total]).toEqual([approval, ids, ids.length])
  }
  expect((await admin.get(`${path}?projectId=${own.id}&approval=MAYBE`)).status).toBe(422)
})

test('what an import makes counts as approved', async () => {
  const own = await requiring()
  await importInto(admin, { projectId: own.id }, junit(suite('s', passed('n', 'c'))))
  const { data } = await done(admin.get(`${path}?projectId=${own.id}`))
  expect(data).toMatchObject([{ title: 'n', approval: 'APPROVED', approvalBy: null }])
})
