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
