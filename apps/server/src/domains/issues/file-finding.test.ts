import { expect, test } from 'vitest'
import { type Client, noId, startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const path = '/api/issues'
const project = await make.project()
const tester = await make.member(project, 'Tester')
const lead = await make.member(project, 'Test lead')
const session = await make.session(project)

const finding = async (extra: object = {}, into = session) => {
  const findings = [{ type: 'BUG', title: 'It hangs', severity: 'HIGH', description: 'For ever', ...extra }]
  return (await admin.post(`/api/sessions/${into.id}/results`, { findings })).body.findings[0]
}
const file = ({ id }: { id: string }, body: object = {}, { client }: { client: Client } = tester, into = session) =>
  client.post(`/api/sessions/${into.id}/findings/${id}/issue`, body)

test('a bug that was found becomes an issue, once', async () => {
  const bug = await finding()
  const { status, body } = await file(bug)
  expect(status).toBe(201)
  const { title, description, severity } = bug
  expect(body).toMatchObject({ title, description, severity, findingId: bug.id, projectId: project.id, status: 'OPEN' })
  expect(body.name).toMatch(/^ISSUE-\d+$/)
  expect((await sql`select type from events where entity_id = ${body.id}`).map(({ type }) => type)).toEqual([
    'issue.created',
  ])
  const touching = await tester.client.get(`${path}/of/session/${session.id}`)
  const { attachments, ...asListed } = body
  expect([attachments, touching.body.data]).toEqual([[], [asListed]])
  const again = await file(bug)
  expect([again.status, again.body.error.message]).toEqual([409, `This finding is an issue already: ${body.name}.`])
  const [listed] = (await tester.client.get(`/api/sessions/${session.id}/findings`)).body.data
  expect(listed).toMatchObject({ id: bug.id, issueId: body.id })
  await admin.delete(`${path}/${body.id}`)
  expect((await tester.client.get(`/api/sessions/${session.id}/findings`)).body.data[0].issueId).toBe(null)

  const given = { title: 'It stops', description: null, priority: 'LOW', assignedTo: lead.user.id, name: 'SHOP-1' }
  expect((await file(bug, given)).body).toMatchObject({ ...given, severity })
})

test('of many who file it at once one does', async () => {
  const bug = await finding()
  const answers = await Promise.all(Array.from({ length: 5 }, () => file(bug)))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409])
})

test('only a bug, of this session, by who reads sessions and writes issues', async () => {
  const [bug, note] = [await finding(), await finding({ type: 'NOTE' })]
  const other = await make.session(project)
  expect((await file(note)).status).toBe(409)
  for (const id of [noId, (await finding({}, other)).id]) expect((await file({ id })).status).toBe(404)
  expect((await file(bug, {}, await make.member(project, 'Viewer'))).status).toBe(403)
  const blind = await make.member(project, 'Tester')
  const role = crypto.randomUUID()
  await sql`insert into roles (id, name, grants) values (${role}, ${role}, '{"issues": ["read", "write"]}')`
  await sql`update members set role_id = ${role} where user_id = ${blind.user.id}`
  expect((await file(bug, {}, blind)).status).toBe(404)
  await sql`update roles set grants = '{"sessions": ["read"]}' where id = ${role}`
  expect((await file(bug, {}, blind)).status).toBe(404)
  const filed = await file(bug)
  const [listed] = (await blind.client.get(`/api/sessions/${session.id}/findings?type=BUG`)).body.data
  expect([listed.id, listed.issueId, filed.status]).toEqual([bug.id, null, 201])
  expect((await admin.delete(`/api/sessions/${other.id}`)).status).toBe(204)
  expect((await file(bug, {}, tester, other)).status).toBe(404)
})
