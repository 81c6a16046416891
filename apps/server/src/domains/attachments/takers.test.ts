import { expect, test } from 'vitest'
import { startServer } from '../../../test/server.ts'
import { upload } from '../../../test/upload.ts'

const { admin, make, platform } = await startServer()
const project = await make.project()
const tester = await make.member(project, 'Tester')
const lead = await make.member(project, 'Project admin')
const one = await make.case(project)

type Attachment = { name: string }
const namesOf = (attachments: Attachment[]) => attachments.map(({ name }) => name)
const file = async (name: string, who = tester.client) => ({ name, fileKey: await upload(who, name) })
const link = { name: 'Build', url: 'https://example.com/build' }

/** What takes attachments as a list of its own, when it is made and when it is changed. */
const takers = {
  'a run': { path: '/api/test-runs', draft: () => ({ projectId: project.id, name: 'Run' }), change: { name: 'Other' } },
  'a session': {
    path: '/api/sessions',
    draft: () => ({ projectId: project.id, name: 'Session' }),
    change: { name: 'Other' },
  },
  'an issue': {
    path: '/api/issues',
    draft: () => ({ projectId: project.id, title: 'Issue' }),
    change: { title: 'Other' },
  },
  'a comment': {
    path: '/api/comments',
    draft: () => ({ projectId: project.id, entityType: 'repositoryCase', entityId: one.id, content: 'Look' }),
    change: { content: 'Otherwise' },
  },
}

for (const [what, { path, draft, change }] of Object.entries(takers)) {
  test(`${what} shows files and links from its beginning, and others when it is changed`, async () => {
    const { status, body } = await tester.client.post(path, { ...draft(), attachments: [await file('a'), link] })
    expect(status, JSON.stringify(body)).toBe(201)
    expect(namesOf(body.attachments)).toEqual(['a', 'Build'])
    const at = `${path}/${body.id}`
    expect((await tester.client.get(at)).body).toEqual(body)
    expect((await tester.client.put(at, change)).body.attachments).toEqual(body.attachments)
    const [, build] = body.attachments
    const changed = await tester.client.put(at, { attachments: [await file('b'), build] })
    expect(changed.status, JSON.stringify(changed.body)).toBe(200)
    expect(namesOf(changed.body.attachments)).toEqual(['b', 'Build'])
    expect((await tester.client.get(at)).body).toEqual(changed.body)
    expect((await tester.client.put(at, changed.body)).body.attachments).toEqual(changed.body.attachments)
    const [row] = await platform.database.sql`
      select changes from audit_log where entity_id = ${body.id} and changes->'after' ? 'attachments' order by id desc limit 1`
    expect([namesOf(row?.changes.before.attachments), namesOf(row?.changes.after.attachments)]).toEqual([
      ['a', 'Build'],
      ['b', 'Build'],
    ])
  })

  test(`${what} takes none of another's files, and names it`, async () => {
    const foreign = await file('x', lead.client)
    const made = await tester.client.post(path, { ...draft(), attachments: [link, foreign] })
    expect([made.status, made.body.error.details.field]).toEqual([422, 'attachments.1.fileKey'])
    const { body } = await tester.client.post(path, draft())
    const changed = await tester.client.put(`${path}/${body.id}`, { ...change, attachments: [foreign] })
    expect([changed.status, changed.body.error.details.field]).toEqual([422, 'attachments.0.fileKey'])
    expect((await tester.client.get(`${path}/${body.id}`)).body).toEqual(body)
  })
}

test('comments are listed with what they show', async () => {
  const about = await make.case(project)
  const said = { ...takers['a comment'].draft(), entityId: about.id, attachments: [link] }
  const { body } = await tester.client.post('/api/comments', said)
  expect((await admin.get(`/api/comments/repositoryCase/${about.id}`)).body.comments).toEqual([body])
})

test('an issue that is made of a finding shows what is given for it', async () => {
  const session = await make.session(project)
  const { body: seen } = await admin.post(`/api/sessions/${session.id}/results`, {
    findings: [{ type: 'BUG', title: 'It hangs' }],
  })
  const filed = await lead.client.post(`/api/sessions/${session.id}/findings/${seen.findings[0].id}/issue`, {
    attachments: [await file('a', lead.client), link],
  })
  expect([filed.status, namesOf(filed.body.attachments)]).toEqual([201, ['a', 'Build']])
  expect((await tester.client.get(`/api/issues/${filed.body.id}`)).body).toEqual(filed.body)
})

test('an issue takes an attachment by itself, as it is listed there', async () => {
  const issue = await make.issue(project)
  const { status, body } = await tester.client.post('/api/attachments', {
    entityType: 'issue',
    entityId: issue.id,
    ...(await file('a')),
  })
  expect(status, JSON.stringify(body)).toBe(201)
  expect((await admin.get(`/api/attachments?entityType=issue&entityId=${issue.id}`)).body.data).toEqual([body])
  expect(namesOf((await admin.get(`/api/issues/${issue.id}`)).body.attachments)).toEqual(['a'])
})

test("a session's result shows what was seen, while nobody but its author takes that away, until the session is over", async () => {
  const session = await make.session(project)
  const path = `/api/sessions/${session.id}/results`
  const { status, body } = await tester.client.post(path, { attachments: [link, await file('a'), await file('b')] })
  expect(status, JSON.stringify(body)).toBe(201)
  expect(namesOf(body.attachments)).toEqual(['Build', 'a', 'b'])
  expect((await admin.get(path)).body.data).toEqual([body])
  const foreign = await tester.client.post(path, { notes: 'x', attachments: [await file('x', lead.client)] })
  expect([foreign.status, foreign.body.error.details.field]).toEqual([422, 'attachments.0.fileKey'])

  const [{ id: build }, { id: first }, { id: second }] = body.attachments
  const other = await make.member(project, 'Tester')
  expect((await other.client.delete(`/api/attachments/${build}`)).status).toBe(403)
  expect((await tester.client.delete(`/api/attachments/${build}`)).status).toBe(204)
  expect((await lead.client.delete(`/api/attachments/${first}`)).status).toBe(204)
  await admin.put(`/api/sessions/${session.id}`, { status: 'COMPLETED' })
  expect((await tester.client.delete(`/api/attachments/${second}`)).status).toBe(409)
  expect(namesOf((await admin.get(path)).body.data[0].attachments)).toEqual(['b'])
})
