import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const path = '/api/issues'
const project = await make.project()
const tester = await make.member(project, 'Tester')
const outsider = await make.user()
const idsOf = ({ body }: { body: { data: { id: string }[] } }) => body.data.map(({ id }) => id)
const one = await make.case(project)
const run = await make.run(project, [one])
const resultOf = async (status: string, into = run) =>
  (await admin.post(`/api/test-runs/${into.id}/cases/${one.id}/execute`, { status })).body
const session = await make.session(project)
const link = (issue: { id: string }, entityType: string, entityId: string, who = tester.client) =>
  who.post(`${path}/${issue.id}/link`, { entityType, entityId })
const unlink = (issue: { id: string }, entityType: string, entityId: string) =>
  tester.client.post(`${path}/${issue.id}/unlink`, { entityType, entityId })
const linksOf = (issue: { id: string }, who = tester.client) => who.get(`${path}/${issue.id}/links`)
const issuesOf = async (entityType: string, { id }: { id: string }, query = '') =>
  idsOf(await tester.client.get(`${path}/of/${entityType}/${id}?${query}`))

test('touches cases, runs, sessions and results: each once, and both ways', async () => {
  const issue = await make.issue(project)
  const result = await resultOf('FAILED')
  const nothing = { number: null, status: null, runId: null, runName: null, runCaseId: null }
  const place = { runId: run.id, runName: run.name, runCaseId: run.testCases[0].id }
  const touched = [
    ['testCase', one, { ...nothing, title: one.title, number: one.number }],
    ['testRun', run, { ...nothing, title: run.name, status: 'ACTIVE' }],
    ['session', session, { ...nothing, title: session.name, status: 'ACTIVE' }],
    ['testRunResult', result, { title: one.title, number: one.number, status: 'FAILED', ...place }],
  ] as const
  const links = []
  for (const [entityType, { id: entityId }, further] of touched) {
    const { status, body } = await link(issue, entityType, entityId)
    expect([status, body]).toMatchObject([200, { entityType, entityId, issueId: issue.id, ...further }])
    expect(body.createdBy).toBe(tester.user.id)
    expect((await link(issue, entityType, entityId)).body).toEqual(body)
    links.unshift(body)
  }
  expect((await linksOf(issue)).body).toMatchObject({ data: links, pagination: { total: 4 } })
  const page = (await tester.client.get(`${path}/${issue.id}/links?limit=3`)).body
  expect(
    idsOf(await tester.client.get(`${path}/${issue.id}/links?limit=3&cursor=${page.pagination.nextCursor}`)),
  ).toEqual([links[3]?.id])

  for (const [entityType, entity] of touched) expect(await issuesOf(entityType, entity)).toEqual([issue.id])
  for (const [entityType, { id }] of touched.slice(0, 3)) {
    expect((await unlink(issue, entityType, id)).status).toBe(204)
    expect((await unlink(issue, entityType, id)).status).toBe(404)
  }
  expect((await linksOf(issue)).body.data).toEqual([links[0]])
  for (const [entityType, entity] of touched)
    expect(await issuesOf(entityType, entity)).toEqual(entityType === 'session' ? [] : [issue.id])
  expect((await unlink(issue, 'testRunResult', result.id)).status).toBe(204)
  for (const [entityType, entity] of touched) expect(await issuesOf(entityType, entity)).toEqual([])
})

test('at once many times, it is linked once', async () => {
  const issue = await make.issue(project)
  const answers = await Promise.all(Array.from({ length: 6 }, () => link(issue, 'testCase', one.id)))
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
  expect((await linksOf(issue)).body.data).toHaveLength(1)
})

test('what touches something is listed by status, and only what lives', async () => {
  const about = await make.case(project)
  const issues = [await make.issue(project), await make.issue(project, { severity: 'LOW' }), await make.issue(project)]
  for (const issue of issues) await link(issue, 'testCase', about.id)
  const [a, b, c] = issues
  await admin.put(`${path}/${b.id}`, { status: 'RESOLVED' })
  await admin.delete(`${path}/${c.id}`)
  expect(await issuesOf('testCase', about)).toEqual([b.id, a.id])
  expect(await issuesOf('testCase', about, 'status=OPEN')).toEqual([a.id])
  expect(await issuesOf('testCase', about, 'severity=LOW')).toEqual([b.id])
  expect((await tester.client.get(`${path}/of/testCase/${noId}`)).status).toBe(404)
  expect((await tester.client.get(`${path}/of/milestone/${about.id}`)).status).toBe(404)
  expect((await outsider.client.get(`${path}/of/testCase/${about.id}`)).status).toBe(404)
})

test('says in which runs it failed, and how often', async () => {
  const issue = await make.issue(project)
  const [nightly, smoke] = [await make.run(project, [one]), await make.run(project, [one])]
  const results = [
    await resultOf('FAILED', nightly),
    await resultOf('FAILED', nightly),
    await resultOf('PASSED', smoke),
    await resultOf('FAILED'),
  ]
  for (const { id } of results) await link(issue, 'testRunResult', id)
  await link(issue, 'testRun', smoke.id)
  const runsOf = async () => (await tester.client.get(`${path}/${issue.id}/runs`)).body
  const { data, pagination } = await runsOf()
  expect(data).toEqual([
    { id: nightly.id, name: nightly.name, status: 'ACTIVE', failures: 2, lastFailedAt: results[1].createdAt },
    { id: run.id, name: run.name, status: 'ACTIVE', failures: 1, lastFailedAt: results[3].createdAt },
  ])
  expect(pagination.total).toBe(2)
  await admin.delete(`/api/test-runs/${nightly.id}`)
  expect((await runsOf()).data).toHaveLength(1)
})

test('what is gone, or not for the caller, does not show in what an issue touches', async () => {
  const issue = await make.issue(project)
  const [gone, kept] = [await make.case(project), await make.run(project, [one])]
  const ended = await make.session(project)
  const result = await resultOf('FAILED', kept)
  for (const [type, { id }] of [
    ['testCase', gone],
    ['session', ended],
    ['session', session],
    ['testRun', kept],
    ['testRunResult', result],
  ] as const)
    expect((await link(issue, type, id)).status).toBe(200)
  await admin.delete(`/api/repository-cases/${gone.id}`)
  await admin.delete(`/api/sessions/${ended.id}`)
  const types = async (who = tester.client) =>
    (await linksOf(issue, who)).body.data.map(({ entityType }: { entityType: string }) => entityType)
  expect(await types()).toEqual(['testRunResult', 'testRun', 'session'])
  expect((await unlink(issue, 'testCase', gone.id)).status).toBe(404)

  const { client, user } = await make.member(project, 'Tester')
  const role = crypto.randomUUID()
  const reads = (grants: object) => sql`
    insert into roles (id, name, grants) values (${role}, ${role}, ${JSON.stringify(grants)})
        on conflict (id) do update set grants = excluded.grants`
  await reads({ issues: ['read', 'write'], runs: ['read'] })
  await sql`update members set role_id = ${role} where user_id = ${user.id}`
  expect(await types(client)).toEqual(['testRun'])
  expect((await client.get(`${path}/${issue.id}/runs`)).body.data).toEqual([])
  expect((await link(issue, 'session', session.id, client)).status).toBe(404)
  expect((await client.get(`${path}/of/session/${session.id}`)).status).toBe(404)
  await reads({ issues: ['read'], runs: ['read'] })
  expect((await link(issue, 'testRun', kept.id, client)).status).toBe(403)
  await reads({ issues: ['read'] })
  expect(await types(client)).toEqual([])

  await admin.delete(`/api/test-runs/${kept.id}`)
  expect(await types()).toEqual(['session'])
})

test('of another project neither the issue nor what it would touch can be named', async () => {
  const other = await make.project()
  const [theirs, ours] = [await make.issue(other), await make.issue(project)]
  const about = await make.case(other)
  expect((await link(theirs, 'testCase', one.id, admin)).status).toBe(404)
  expect((await link(ours, 'testCase', about.id, admin)).status).toBe(404)
  expect((await link(ours, 'testRun', one.id)).status).toBe(404)
})

test('results that are removed from a run are touched no more', async () => {
  const issue = await make.issue(project)
  const into = await make.run(project, [one])
  await link(issue, 'testRunResult', (await resultOf('FAILED', into)).id)
  const removed = await admin.post(`/api/test-runs/${into.id}/cases/remove`, { ids: [into.testCases[0].id] })
  expect(removed.body).toEqual({ removed: 1 })
  expect((await linksOf(issue)).body.data).toEqual([])
  expect(await sql`select 1 from issue_links where issue_id = ${issue.id}`).toHaveLength(0)
})
