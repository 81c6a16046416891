import { expect, test } from 'vitest'
import { type Client, noId, startServer } from '../../../test/server.ts'
import { subscribers } from '../../jobs.ts'
import type { Happened } from '../../pipeline/dispatch-events.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const path = '/api/notifications'
const project = await make.project()
type Member = Awaited<ReturnType<typeof make.member>>
const [ada, bob, eve] = (await Promise.all(
  ['Test lead', 'Tester', 'Tester'].map((role) => make.member(project, role)),
)) as [Member, Member, Member]

const tellOf = async (event: Happened) => {
  for (const one of subscribers.filter(({ listensTo }) => listensTo.includes(event.type)))
    await one.run(event, platform, AbortSignal.timeout(10_000))
}
/** What the dispatcher and the jobs do, at once: everybody is told of what happened since. Gives the events that tell people. */
async function hear(): Promise<Happened[]> {
  const events = await sql<Happened[]>`
    update events set handled_at = now() where handled_at is null
    returning id, type, created_at as "createdAt", entity_id as "entityId", project_id as "projectId",
              user_id as "userId", payload`
  for (const event of events) await tellOf(event)
  return events.filter(({ type }) => !type.startsWith('test_case.'))
}
/** What somebody was told since they last looked. */
async function news({ client }: { client: Client }) {
  const { body } = await client.get(`${path}?unread=true&limit=250`)
  await client.post(`${path}/read`, { all: true })
  return body.data
}
const kinds = async (who: { client: Client }) => (await news(who)).map(({ kind }: { kind: string }) => kind)
const nothing = async (...who: Member[]) => {
  for (const one of who) expect(await news(one)).toEqual([])
}
const mention = ({ user }: Member) => ({
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'mention', attrs: { id: user.id, label: user.name } },
        { type: 'text', text: ' please look' },
      ],
    },
  ],
})
async function made(who: { client: Client }, address: string, body: object) {
  const answer = await who.client.post(address, body)
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
  return answer.body
}
const inProject = { projectId: project.id }
const comment = (who: Member, entityType: string, entityId: string, extra: object = {}) =>
  made(who, '/api/comments', { ...inProject, entityType, entityId, content: 'Look', ...extra })
const caseOf = (who: Member) => made(who, '/api/repository-cases', { ...inProject, title: `Case of ${who.user.name}` })
const runOf = (who: Member, testCases: object[], extra: object = {}) =>
  made(who, '/api/test-runs', { ...inProject, name: `Run of ${who.user.name}`, testCases, ...extra })

test('who is mentioned is told so, who made what is commented on that it is; who says it is told nothing', async () => {
  const about = await caseOf(ada)
  const { id: commentId } = await comment(bob, 'repositoryCase', about.id, { content: mention(eve) })
  const [event] = await hear()
  expect(event).toMatchObject({ type: 'comment.created', userId: bob.user.id })
  const [told, ...more] = await news(eve)
  expect(more).toEqual([])
  expect(told).toMatchObject({
    kind: 'MENTIONED',
    actor: { id: bob.user.id, name: bob.user.name },
    projectId: project.id,
    projectName: project.name,
    entityType: 'repositoryCase',
    entityId: about.id,
    title: about.title,
    commentId,
    excerpt: `@${eve.user.name} please look`,
    count: null,
    readAt: null,
  })
  expect(await kinds(ada)).toEqual(['COMMENTED'])
  await nothing(bob)
})

test('a mention of who made it is told as that, once; of oneself not at all', async () => {
  const about = await caseOf(ada)
  await comment(bob, 'repositoryCase', about.id, { content: mention(ada), mentionedUserIds: [bob.user.id] })
  await hear()
  expect(await kinds(ada)).toEqual(['MENTIONED'])
  await nothing(bob, eve)
})

test('a change tells whom it mentions anew, and nobody else', async () => {
  const about = await caseOf(ada)
  const { id } = await comment(bob, 'repositoryCase', about.id)
  await hear()
  await news(ada)
  await bob.client.put(`/api/comments/${id}`, { content: mention(eve) })
  await bob.client.put(`/api/comments/${id}`, { content: mention(eve) })
  expect((await hear()).map(({ type }) => type)).toEqual(['comment.updated'])
  expect(await kinds(eve)).toEqual(['MENTIONED'])
  await nothing(ada, bob)
})

test('a comment on a run or a result tells those who are to test, too', async () => {
  const about = await caseOf(ada)
  const run = await runOf(ada, [{ repositoryCaseId: about.id, assignedTo: bob.user.id }])
  const runCaseId = run.testCases[0].id
  const result = await made(ada, `/api/test-runs/${run.id}/cases/${runCaseId}/execute`, { status: 'FAILED' })
  await hear()
  await Promise.all([ada, bob].map(news))
  await comment(eve, 'testRun', run.id)
  await comment(eve, 'testRunResult', result.id)
  await hear()
  for (const who of [ada, bob]) {
    const told = await news(who)
    expect(told).toMatchObject([
      {
        kind: 'COMMENTED',
        entityType: 'testRunResult',
        entityId: result.id,
        title: about.title,
        runId: run.id,
        runCaseId,
      },
      { kind: 'COMMENTED', entityType: 'testRun', entityId: run.id, title: run.name, runId: null },
    ])
  }
})

test('who is assigned cases is told how many, with one event a command', async () => {
  const cases = await Promise.all([1, 2, 3, 4].map(() => caseOf(ada)))
  const to = ({ user }: Member, ...some: { id: string }[]) =>
    some.map(({ id }) => ({ repositoryCaseId: id, assignedTo: user.id }))
  const [a, b, c, d] = cases
  await hear()
  const run = await runOf(ada, [...to(bob, a, b), ...to(eve, c), { repositoryCaseId: d.id }])
  expect((await hear()).map(({ type }) => type)).toEqual(['test_run.assigned'])
  expect(await news(bob)).toMatchObject([{ kind: 'ASSIGNED', entityType: 'testRun', title: run.name, count: 2 }])
  expect(await news(eve)).toMatchObject([{ count: 1 }])

  const further = await Promise.all([1, 2].map(() => caseOf(ada)))
  await hear()
  await made(ada, `/api/test-runs/${run.id}/cases`, { testCases: [...to(eve, a), ...to(bob, ...further)] })
  expect((await hear()).map(({ type }) => type)).toEqual(['test_run.assigned'])
  expect(await news(bob)).toMatchObject([{ count: 2 }])

  const ids = run.testCases.map(({ id }: { id: string }) => id)
  const assign = (who: Member, assignedTo: string | null) =>
    made(who, `/api/test-runs/${run.id}/cases/assign`, { ids, assignedTo })
  await assign(ada, eve.user.id)
  await assign(eve, eve.user.id)
  await assign(ada, null)
  // Of the four one was hers already, and what changes nothing is no news.
  expect((await hear()).map(({ type }) => type)).toEqual(['test_run.assigned'])
  expect(await news(eve)).toMatchObject([{ count: 3 }])
  await nothing(ada, bob)
})

test('several configurations make several run cases', async () => {
  const configurationIds = [(await make.configuration(project)).id, (await make.configuration(project)).id]
  const about = await caseOf(ada)
  await runOf(ada, [{ repositoryCaseId: about.id, assignedTo: bob.user.id }], { configurationIds })
  await hear()
  expect(await news(bob)).toMatchObject([{ kind: 'ASSIGNED', count: 2 }])
})

test('who is assigned a session is told so, and when it is completed', async () => {
  const session = await made(ada, '/api/sessions', { ...inProject, name: 'Exploring', assignedTo: bob.user.id })
  await hear()
  const about = { entityType: 'session', entityId: session.id, title: 'Exploring', count: null }
  expect(await news(bob)).toMatchObject([{ kind: 'ASSIGNED', ...about }])
  await bob.client.put(`/api/sessions/${session.id}`, { status: 'COMPLETED' })
  await hear()
  expect(await news(ada)).toMatchObject([{ kind: 'SESSION_COMPLETED', ...about }])
  await nothing(bob, eve)
})

test('who is assigned an issue is told so', async () => {
  const { id } = await made(ada, '/api/issues', { ...inProject, title: 'It fails', assignedTo: bob.user.id })
  await hear()
  expect(await news(bob)).toMatchObject([
    { kind: 'ASSIGNED', entityType: 'issue', entityId: id, title: 'It fails', count: null },
  ])
  await nothing(ada, eve)
})

test('a completed run tells who made it and who was to test; a milestone also who made its runs', async () => {
  const milestone = await made(ada, '/api/milestones', { ...inProject, name: '4.12' })
  const about = await caseOf(ada)
  const run = await runOf(bob, [{ repositoryCaseId: about.id, assignedTo: eve.user.id }], { milestoneId: milestone.id })
  await hear()
  await news(eve)
  const completed = { status: 'COMPLETED' }
  for (const body of [completed, completed]) await ada.client.put(`/api/test-runs/${run.id}`, body)
  await hear()
  for (const who of [bob, eve])
    expect(await news(who)).toMatchObject([{ kind: 'RUN_COMPLETED', entityId: run.id, title: run.name }])
  await admin.put(`/api/milestones/${milestone.id}`, { completedAt: '2026-11-24T10:00:00.000Z' })
  await hear()
  for (const who of [ada, bob])
    expect(await news(who)).toMatchObject([{ kind: 'MILESTONE_COMPLETED', entityType: 'milestone', title: '4.12' }])
  await nothing(eve)
})

test('who cannot read it at the time of telling is not told', async () => {
  const about = await caseOf(ada)
  const leaver = await make.member(project, 'Tester')
  const { user: blind, client } = await make.member(project, 'Tester')
  const role = await make.role({ grants: { '*': ['read'], cases: [] } })
  await sql`update members set role_id = ${role.id} where project_id = ${project.id} and user_id = ${blind.id}`
  const off = await make.member(project, 'Tester')
  const mentionedUserIds = [leaver.user.id, blind.id, off.user.id, eve.user.id]
  await comment(bob, 'repositoryCase', about.id, { mentionedUserIds })
  await admin.delete(`/api/projects/${project.id}/members/${leaver.user.id}`)
  await admin.put(`/api/users/${off.user.id}`, { active: false })
  await hear()
  expect(await kinds(eve)).toEqual(['MENTIONED'])
  expect(await news({ client })).toEqual([])
  const told = await sql`select 1 from notifications where user_id in (${leaver.user.id}, ${blind.id}, ${off.user.id})`
  expect(told).toHaveLength(0)
  await news(ada)
})

test('what is gone by then tells nobody', async () => {
  const [one, two] = [await caseOf(ada), await caseOf(ada)]
  const { id } = await comment(bob, 'repositoryCase', one.id, { content: mention(eve) })
  await bob.client.delete(`/api/comments/${id}`)
  await comment(bob, 'repositoryCase', two.id, { content: mention(eve) })
  await admin.delete(`/api/repository-cases/${two.id}`)
  await hear()
  await nothing(ada, eve)
})

test('an event tells once, however often and however many at a time it is handled', async () => {
  await comment(bob, 'repositoryCase', (await caseOf(ada)).id, { content: mention(eve) })
  const events = await hear()
  await Promise.all([...events, ...events, ...events].map(tellOf))
  expect([await kinds(ada), await kinds(eve)]).toEqual([['COMMENTED'], ['MENTIONED']])
  await Promise.all(events.map(tellOf))
  await nothing(ada, eve)
})

test('what one can read no longer is neither shown nor counted', async () => {
  const other = await make.project()
  const member = await make.member(other, 'Tester')
  const about = await make.case(other)
  await made({ client: admin }, '/api/comments', {
    projectId: other.id,
    entityType: 'repositoryCase',
    entityId: about.id,
    content: mention(member),
  })
  await hear()
  const seen = async () => [
    (await member.client.get(path)).body.data.length,
    (await member.client.get(`${path}/unread-count`)).body.unread,
  ]
  expect(await seen()).toEqual([1, 1])
  await admin.delete(`/api/projects/${other.id}/members/${member.user.id}`)
  expect(await seen()).toEqual([0, 0])
  await admin.put(`/api/projects/${other.id}/members/${member.user.id}`, {
    roleId: (await admin.get('/api/roles')).body.data[0].id,
  })
  expect(await seen()).toEqual([1, 1])
  await admin.delete(`/api/projects/${other.id}`)
  expect(await seen()).toEqual([0, 0])
})

test('is listed page by page, by what is unread, and read one by one or all at once', async () => {
  const reader = await make.member(project, 'Tester')
  const about = await caseOf(ada)
  for (let i = 0; i < 5; i++) await comment(bob, 'repositoryCase', about.id, { content: mention(reader) })
  await hear()
  await news(ada)
  const { client } = reader
  const all = (await client.get(path)).body
  expect(all.pagination.total).toBe(5)
  const ids: string[] = all.data.map(({ id }: { id: string }) => id)
  expect(ids).toEqual(ids.toSorted().reverse())
  let cursor: string | null = ''
  const paged: string[] = []
  while (cursor !== null) {
    const { body } = await client.get(`${path}?limit=2${cursor && `&cursor=${cursor}`}`)
    paged.push(...body.data.map(({ id }: { id: string }) => id))
    cursor = body.pagination.nextCursor
  }
  expect(paged).toEqual(ids)

  const unread = async () => (await client.get(`${path}/unread-count`)).body.unread
  const read = (body: object, who = client) => who.post(`${path}/read`, body)
  const some = ids.slice(0, 2)
  expect(await unread()).toBe(5)
  expect((await read({ ids: some })).body).toEqual({ read: 2 })
  expect((await read({ ids: some })).body).toEqual({ read: 0 })
  expect(await unread()).toBe(3)
  expect((await client.get(`${path}?unread=true`)).body.data.map(({ id }: { id: string }) => id)).toEqual(ids.slice(2))
  const reads = (await client.get(`${path}?unread=false`)).body.data
  expect(reads.map(({ id, readAt }: { id: string; readAt: string }) => [id, readAt !== null])).toEqual(
    some.map((id) => [id, true]),
  )
  for (const body of [{ ids: [ids[2], noId] }, { ids: [ids[2], all.data[0].entityId] }])
    expect((await read(body)).body.error.details.field).toBe('ids.1')
  for (const body of [{}, { ids, all: true }, { ids: [] }, { all: false }]) expect((await read(body)).status).toBe(422)
  expect((await read({ ids: [ids[2]] }, bob.client)).status).toBe(422)
  expect(await unread()).toBe(3)
  expect((await read({ all: true })).body).toEqual({ read: 3 })
  expect(await unread()).toBe(0)
})

test('each chooses how they are told what', async () => {
  const { user, client } = await make.member(project, 'Tester')
  const told = `${path}/preferences`
  const usual = (await client.get(told)).body
  expect(usual).toMatchObject({
    preferences: { MENTIONED: { app: true, mail: true }, COMMENTED: { app: true, mail: false } },
    sendsMail: false,
  })
  expect(Object.keys(usual.preferences)).toHaveLength(8)
  const none = { app: false, mail: false }
  const changed = await client.put(told, { preferences: { MENTIONED: none } })
  expect(changed.body).toEqual({ ...usual, preferences: { ...usual.preferences, MENTIONED: none } })
  await client.put(told, { preferences: { ASSIGNED: { app: false, mail: true } } })
  expect((await client.get(told)).body.preferences).toMatchObject({ MENTIONED: none, ASSIGNED: { app: false } })
  for (const [preferences, field] of [
    [{ GOSSIP: none }, 'preferences.GOSSIP'],
    [{ MENTIONED: { app: true } }, 'preferences.MENTIONED.mail'],
    [{ MENTIONED: { ...none, fax: true } }, 'preferences.MENTIONED.fax'],
  ] as const)
    expect((await client.put(told, { preferences })).body.error.details.field).toBe(field)
  expect((await client.get('/api/profile')).body).not.toHaveProperty('notifications')

  const about = await caseOf(ada)
  await comment(bob, 'repositoryCase', about.id, { mentionedUserIds: [user.id] })
  await runOf(ada, [{ repositoryCaseId: about.id, assignedTo: user.id }])
  await hear()
  expect((await client.get(path)).body.data).toEqual([])
  expect((await client.get(`${path}/unread-count`)).body).toEqual({ unread: 0 })
})

test('who wrote a case and who submitted it hear what came of its review', async () => {
  await Promise.all([ada, bob, eve].map(news))
  const one = await caseOf(eve)
  const say = (who: Member, what: string, body: object = {}) =>
    made(who, `/api/repository-cases/${one.id}/${what}`, body)
  await say(bob, 'submit')
  await say(ada, 'reject', { comment: 'Which browser?' })
  await hear()
  for (const who of [bob, eve])
    expect(await news(who)).toMatchObject([
      { kind: 'CASE_REJECTED', entityType: 'repositoryCase', entityId: one.id, excerpt: 'Which browser?' },
    ])
  await say(eve, 'submit')
  await say(ada, 'approve')
  await hear()
  expect(await news(eve)).toMatchObject([{ kind: 'CASE_APPROVED', title: one.title, excerpt: null }])
  await nothing(ada, bob)
})
