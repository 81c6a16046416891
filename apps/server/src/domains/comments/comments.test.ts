import { expect, test } from 'vitest'
import { type Client, noId, startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const path = '/api/comments'
const project = await make.project()
const author = await make.member(project, 'Tester')
const reader = await make.member(project, 'Viewer')
const lead = await make.member(project, 'Project admin')
const outsider = await make.user()

const about = await make.case(project)
const run = await make.run(project, [about])
const { body: result } = await admin.post(`/api/test-runs/${run.id}/cases/${about.id}/execute`, { status: 'FAILED' })
const session = await make.session(project)

const text = (value: string) => ({ type: 'text', text: value })
const mention = ({ user }: { user: { id: string } }) => ({ type: 'mention', attrs: { id: user.id, label: 'Somebody' } })
const doc = (...content: unknown[]) => ({ type: 'doc', content: [{ type: 'paragraph', content }] })
const draft = (extra: object = {}) => ({
  projectId: project.id,
  entityType: 'repositoryCase',
  entityId: about.id,
  content: doc(text('Look')),
  ...extra,
})
async function say(extra: object = {}, who: Client = author.client) {
  const { status, body } = await who.post(path, draft(extra))
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const fieldOf = ({ status, body }: { status: number; body: { error: { details: { field: string } } } }) => [
  status,
  body.error.details?.field,
]
const idsOf = (users: { id: string }[]) => users.map(({ id }) => id).sort()
const mentionEvents = async (id: string) =>
  (
    await sql`select type, payload->'mentionedUserIds' as who, user_id from events where entity_id = ${id} order by id`
  ).map(({ type, who, user_id }) => [type, who.toSorted(), user_id])

test('is kept on all four, and listed there alone, the newest first', async () => {
  for (const [entityType, entityId] of [
    ['repositoryCase', about.id],
    ['testRun', run.id],
    ['session', session.id],
    ['testRunResult', result.id],
  ]) {
    const [one, two] = [await say({ entityType, entityId }), await say({ entityType, entityId })]
    const { user } = author
    expect(one).toMatchObject({
      entityType,
      entityId,
      projectId: project.id,
      content: doc(text('Look')),
      user: { id: user.id, name: user.name, email: user.email },
      mentionedUsers: [],
      version: 1,
    })
    const { body } = await reader.client.get(`${path}/${entityType}/${entityId}`)
    expect(body.comments).toEqual([two, one])
    expect(body.pagination).toMatchObject({ total: 2, nextCursor: null })
    const first = (await reader.client.get(`${path}/${entityType}/${entityId}?limit=1`)).body
    const next = await reader.client.get(
      `${path}/${entityType}/${entityId}?limit=1&cursor=${first.pagination.nextCursor}`,
    )
    expect([first.comments, next.body.comments]).toEqual([[two], [one]])
    expect((await reader.client.get(`${path}/${one.id}`)).body).toEqual(one)
  }
})

test('a plain string is wrapped, line by line; what says nothing is refused', async () => {
  expect((await say({ content: 'One\nTwo' })).content).toEqual({
    type: 'doc',
    content: [
      { type: 'paragraph', content: [text('One')] },
      { type: 'paragraph', content: [text('Two')] },
    ],
  })
  for (const content of ['', ' \n ', doc(), doc(text(' ')), `${'\n'.repeat(50_000)}x`])
    expect(fieldOf(await author.client.post(path, draft({ content })))).toEqual([422, 'content'])
  const { id } = await say({})
  expect(fieldOf(await author.client.put(`${path}/${id}`, { content: doc() }))).toEqual([422, 'content'])
  expect((await author.client.put(`${path}/${noId}`, { content: doc() })).status).toBe(404)
})

test('content is checked to its last node', async () => {
  for (const [content, field] of [
    [doc({ type: 'script' }), 'content.content.0.content.0.type'],
    [
      doc({ ...text('x'), marks: [{ type: 'link', attrs: { href: 'java\tscript:x' } }] }),
      'content.content.0.content.0.marks.0.attrs.href',
    ],
    [{ type: 'doc', content: [], onload: 'x' }, 'content.onload'],
    [doc(text('x'.repeat(100_001))), 'content'],
    [7, 'content'],
  ] as const)
    expect(fieldOf(await author.client.post(path, draft({ content })))).toEqual([422, field])
  const { body } = await author.client.post(path, draft({ content: doc(text('x'.repeat(100_001))) }))
  expect(body.error.details.message).toContain('at most 100000 characters')
})

test('mentions those of the document and those named beside it, each once', async () => {
  const content = doc(mention(reader), mention(reader), mention(lead))
  const one = await say({ content, mentionedUserIds: [reader.user.id.toUpperCase(), author.user.id] })
  expect(idsOf(one.mentionedUsers)).toEqual(idsOf([reader.user, lead.user, author.user]))
  expect(await mentionEvents(one.id)).toEqual([['comment.created', idsOf(one.mentionedUsers), author.user.id]])
})

test('who cannot read the project cannot be mentioned: where it says so is named', async () => {
  const gone = await make.member(project, 'Tester')
  await admin.delete(`/api/users/${gone.user.id}`)
  const idle = await make.member(project, 'Tester')
  await admin.put(`/api/users/${idle.user.id}`, { active: false })
  for (const { user } of [outsider, await make.member(project, null), idle, gone]) {
    const beside = draft({ mentionedUserIds: [reader.user.id, user.id] })
    expect(fieldOf(await author.client.post(path, beside))).toEqual([422, 'mentionedUserIds.1'])
    const inside = draft({ content: doc(text('Hello '), mention({ user })) })
    expect(fieldOf(await author.client.post(path, inside))).toEqual([422, 'content.content.0.content.1.attrs.id'])
  }
  const nobody = draft({ content: doc(mention({ user: { id: noId } })) })
  expect(fieldOf(await author.client.post(path, nobody))).toEqual([422, 'content.content.0.content.0.attrs.id'])
  const known = await sql`select 1 from comment_mentions where user_id in (${outsider.user.id}, ${noId})`
  expect(known).toHaveLength(0)
})

test('a change mentions anew only whom it had not mentioned, and leaves whom it does not speak of', async () => {
  const one = await say({ content: doc(mention(reader)), mentionedUserIds: [author.user.id] })
  const change = async (body: object) => {
    const answer = await author.client.put(`${path}/${one.id}`, body)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect((await author.client.get(`${path}/${one.id}`)).body).toEqual(answer.body)
    return idsOf(answer.body.mentionedUsers)
  }
  expect(await change({ content: doc(mention(lead)) })).toEqual(idsOf([lead.user, author.user]))
  expect(await change({ mentionedUserIds: [reader.user.id] })).toEqual(idsOf([lead.user, reader.user]))
  expect(await change({ content: doc(text('Nobody')), mentionedUserIds: [] })).toEqual([])
  expect(await change({})).toEqual([])
  expect((await mentionEvents(one.id)).slice(1)).toEqual([
    ['comment.updated', [lead.user.id], author.user.id],
    ['comment.updated', [reader.user.id], author.user.id],
  ])
})

test('who can read the project no longer stays mentioned, and stands in nobody’s way', async () => {
  const leaver = await make.member(project, 'Tester')
  const one = await say({ content: doc(mention(leaver)) })
  await admin.delete(`/api/projects/${project.id}/members/${leaver.user.id}`)
  const { status, body } = await author.client.put(`${path}/${one.id}`, one)
  expect([status, idsOf(body.mentionedUsers)]).toEqual([200, [leaver.user.id]])
})

test('only the author changes it; the author and who may delete comments delete it', async () => {
  const one = await say()
  for (const { client } of [lead, reader, { client: admin }])
    expect((await client.put(`${path}/${one.id}`, { content: 'Mine' })).status).toBe(403)
  const another = await make.member(project, 'Tester')
  for (const { client } of [another, reader]) expect((await client.delete(`${path}/${one.id}`)).status).toBe(403)
  expect((await author.client.get(`${path}/${one.id}`)).body).toEqual(one)
  expect((await author.client.delete(`${path}/${one.id}`)).status).toBe(204)
  expect((await author.client.delete(`${path}/${one.id}`)).status).toBe(404)
  expect((await lead.client.delete(`${path}/${(await say()).id}`)).status).toBe(204)
  const { body } = await reader.client.get(`${path}/repositoryCase/${about.id}`)
  expect(idsOf(body.comments)).not.toContain(one.id)
})

test('of two changes at once on the same version one is refused', async () => {
  const one = await say()
  const answers = await Promise.all(
    ['A', 'B'].map((content) => author.client.put(`${path}/${one.id}`, { content, expectedVersion: one.version })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('two changes at once leave the mentions of the later one', async () => {
  for (let i = 0; i < 5; i++) {
    const one = await say()
    await Promise.all(
      [reader, lead].map((who) => author.client.put(`${path}/${one.id}`, { content: doc(mention(who)) })),
    )
    const { content, mentionedUsers } = (await author.client.get(`${path}/${one.id}`)).body
    expect(idsOf(mentionedUsers)).toEqual([content.content[0].content[0].attrs.id])
  }
})

test('the project must be that of what it is about', async () => {
  const other = await make.project()
  for (const projectId of [other.id, noId])
    expect(fieldOf(await admin.post(path, draft({ projectId })))).toEqual([422, 'projectId'])
  expect((await admin.post(path, draft({ projectId: other.id, entityId: (await make.case(other)).id }))).status).toBe(
    201,
  )
})

test('what one may not read one cannot comment on, nor read what was said about it', async () => {
  const one = await say({ entityType: 'testRun', entityId: run.id })
  const { user, client } = await make.member(project, 'Tester')
  const role = crypto.randomUUID()
  await sql`insert into roles (id, name, grants) values (${role}, ${role}, '{"*": ["read", "write", "delete"], "runs": []}')`
  await sql`update members set role_id = ${role} where project_id = ${project.id} and user_id = ${user.id}`
  expect((await client.get(`${path}/repositoryCase/${about.id}`)).status).toBe(200)
  const answers = [
    client.get(`${path}/testRun/${run.id}`),
    client.get(`${path}/${one.id}`),
    client.put(`${path}/${one.id}`, { content: 'x' }),
    client.delete(`${path}/${one.id}`),
    client.post(path, draft({ entityType: 'testRun', entityId: run.id })),
    outsider.client.get(`${path}/${one.id}`),
    outsider.client.post(path, draft()),
  ]
  for (const { status } of await Promise.all(answers)) expect(status).toBe(404)
})

test('lives as long as what it is about', async () => {
  const doomed = await make.case(project)
  const inRun = await make.run(project, [about])
  const seen = (await admin.post(`/api/test-runs/${inRun.id}/cases/${about.id}/execute`, { status: 'PASSED' })).body
  const said = [
    await say({ entityId: doomed.id }),
    await say({ entityType: 'testRun', entityId: inRun.id }),
    await say({ entityType: 'testRunResult', entityId: seen.id }),
  ]
  for (const { id } of said) expect((await author.client.get(`${path}/${id}`)).status).toBe(200)
  await admin.delete(`/api/repository-cases/${doomed.id}`)
  await admin.delete(`/api/test-runs/${inRun.id}`)
  for (const { id, entityType, entityId } of said) {
    expect((await author.client.get(`${path}/${id}`)).status).toBe(404)
    expect((await author.client.put(`${path}/${id}`, { content: 'x' })).status).toBe(404)
    expect((await author.client.get(`${path}/${entityType}/${entityId}`)).status).toBe(404)
    expect((await author.client.post(path, draft({ entityType, entityId }))).status).toBe(404)
  }
  await sql`update cases set deleted_at = null where id = ${doomed.id}`
  expect((await author.client.get(`${path}/repositoryCase/${doomed.id}`)).body.comments).toEqual([said[0]])
})

test('goes with a result that is removed from its run for good', async () => {
  const inRun = await make.run(project, [about])
  const seen = (await admin.post(`/api/test-runs/${inRun.id}/cases/${about.id}/execute`, { status: 'PASSED' })).body
  const one = await say({ entityType: 'testRunResult', entityId: seen.id, content: doc(mention(reader)) })
  const removal = await admin.post(`/api/test-runs/${inRun.id}/cases/remove`, { ids: [inRun.testCases[0].id] })
  expect([removal.status, removal.body]).toEqual([200, { removed: 1 }])
  expect((await author.client.get(`${path}/${one.id}`)).status).toBe(404)
  expect(await sql`select 1 from comments where id = ${one.id}`).toHaveLength(0)
})
