import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const project = await make.project()
const path = '/api/milestones'

test('keeps what was given', async () => {
  const given = { name: '4.12', description: 'Winter', startDate: '2026-11-01', dueDate: '2026-11-27' }
  const { status, body } = await admin.post(path, { projectId: project.id, ...given })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    ...given,
    projectId: project.id,
    parentId: null,
    startedAt: null,
    completedAt: null,
    progress: { completed: 0, total: 0, percentComplete: 0 },
    open: { runs: 0, cases: 0, milestones: 0 },
    version: 1,
    deleted: false,
  })
  expect((await admin.get(`${path}/${body.id}`)).body).toEqual(body)
})

test('a description is answered in the form in which it came', async () => {
  const document = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hello' }] }] }
  for (const description of ['12', 'true', '"quoted"', document])
    expect((await make.milestone(project, { description })).description).toEqual(description)
})

test('cannot stand beneath itself, at any depth', async () => {
  const top = await make.milestone(project)
  const middle = await make.milestone(project, { parentId: top.id })
  const bottom = await make.milestone(project, { parentId: middle.id })
  for (const parent of [top, middle, bottom])
    expect(await admin.put(`${path}/${top.id}`, { parentId: parent.id })).toMatchObject({
      status: 409,
      body: { error: { code: 'CONFLICT' } },
    })
  expect((await admin.put(`${path}/${bottom.id}`, { parentId: top.id })).body.parentId).toBe(top.id)
})

test('of two moves at once that would close a circle together, one is refused', async () => {
  const [a, b] = [await make.milestone(project), await make.milestone(project)]
  const answers = await Promise.all([
    admin.put(`${path}/${a.id}`, { parentId: b.id }),
    admin.put(`${path}/${b.id}`, { parentId: a.id }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('due before it begins is a 422 on its day, what is kept counting where one day alone is given', async () => {
  const early = { startDate: '2026-11-10', dueDate: '2026-11-09' }
  const refused = async (answer: ReturnType<typeof admin.post>) => {
    const { status, body } = await answer
    expect([status, body.error.details]).toEqual([
      422,
      { field: 'dueDate', message: 'is before it begins (2026-11-10)' },
    ])
  }
  await refused(admin.post(path, { projectId: project.id, name: 'x', ...early }))
  const { id } = await make.milestone(project, { startDate: '2026-11-10', dueDate: '2026-11-10' })
  await refused(admin.put(`${path}/${id}`, { dueDate: '2026-11-09' }))
  const due = await make.milestone(project, { dueDate: '2026-11-09' })
  await refused(admin.put(`${path}/${due.id}`, { startDate: '2026-11-10' }))
  for (const change of [{ name: 'Renamed' }, { startDate: '2026-11-09' }, { startDate: null }])
    expect((await admin.put(`${path}/${due.id}`, change)).status).toBe(200)
  expect((await admin.put(`${path}/${id}`, { startDate: null, dueDate: '2026-11-01' })).status).toBe(200)
})

test('a parent of another project is a 422 on its field, as is one that there is not', async () => {
  const elsewhere = await make.milestone(await make.project())
  for (const parentId of [elsewhere.id, noId]) {
    const { status, body } = await admin.post(path, { projectId: project.id, name: 'x', parentId })
    expect([status, body.error.details.field]).toEqual([422, 'parentId'])
  }
})

const told = async (id: string) =>
  (
    await sql`select payload->>'completedAt' as at from events where entity_id = ${id} and type = 'milestone.completed' order by id`
  ).map(({ at }) => at)

test('completing it tells once, reopening it nothing, completing it anew once more', async () => {
  const { id } = await make.milestone(project)
  const [completedAt, later] = ['2026-11-24T10:00:00.000Z', '2026-11-25T10:00:00.000Z']
  const put = async (change: object) => (await admin.put(`${path}/${id}`, change)).body.completedAt
  expect(await put({ completedAt })).toBe(completedAt)
  expect(await put({ completedAt, name: 'Renamed' })).toBe(completedAt)
  expect(await put({ completedAt: later })).toBe(later)
  expect(await told(id)).toEqual([completedAt])
  const { body } = await admin.get(`${path}?projectId=${project.id}&completed=true`)
  expect(body.data.map((milestone: { id: string }) => milestone.id)).toContain(id)
  expect(await put({ completedAt: null })).toBeNull()
  expect(await told(id)).toEqual([completedAt])
  await put({ completedAt: later })
  expect(await told(id)).toEqual([completedAt, later])
})

test('completed by several at once, it tells once', async () => {
  const { id } = await make.milestone(project)
  const answers = await Promise.all(
    [1, 2, 3, 4].map((day) => admin.put(`${path}/${id}`, { completedAt: `2026-11-0${day}T10:00:00.000Z` })),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect((await told(id)).length).toBe(1)
})

/** A milestone with one beneath it and one beneath that; each has a run, whose cases have these results. */
async function makeTree() {
  const own = await make.project()
  const top = await make.milestone(own)
  const middle = await make.milestone(own, { parentId: top.id })
  const bottom = await make.milestone(own, { parentId: middle.id })
  const run = async (milestone: { id: string }, statuses: (string | null)[]) => {
    const cases = await Promise.all(statuses.map(() => make.case(own)))
    const made = await make.run(own, cases, { milestoneId: milestone.id })
    for (const [i, status] of statuses.entries())
      if (status) await admin.post(`/api/test-runs/${made.id}/cases/${cases[i].id}/execute`, { status })
    return made
  }
  return { own, top, middle, bottom, run }
}

test('its progress counts the run cases of its runs and of those beneath it', async () => {
  const { own, top, middle, bottom, run } = await makeTree()
  const done = await run(top, ['PASSED', null])
  await run(middle, ['FAILED', 'SKIPPED', 'IN_PROGRESS'])
  await run(bottom, ['BLOCKED', null])
  await run(await make.milestone(own), ['PASSED'])
  const [cancelled, deleted] = [await run(bottom, [null]), await run(bottom, [null])]
  await admin.put(`/api/test-runs/${cancelled.id}`, { status: 'CANCELLED' })
  await admin.delete(`/api/test-runs/${deleted.id}`)
  await admin.put(`/api/test-runs/${done.id}`, { status: 'COMPLETED' })
  const wanted = {
    [top.id]: {
      progress: { completed: 4, total: 7, percentComplete: 57.1 },
      counts: { notStarted: 2, inProgress: 1, passed: 1, failed: 1, blocked: 1, skipped: 1 },
      open: { runs: 2, cases: 2, milestones: 2 },
    },
    [middle.id]: {
      progress: { completed: 3, total: 5, percentComplete: 60 },
      counts: { notStarted: 1, inProgress: 1, passed: 0, failed: 1, blocked: 1, skipped: 1 },
      open: { runs: 2, cases: 2, milestones: 1 },
    },
    [bottom.id]: {
      progress: { completed: 1, total: 2, percentComplete: 50 },
      open: { runs: 1, cases: 1, milestones: 0 },
    },
  }
  const { data } = (await admin.get(`${path}?projectId=${own.id}`)).body
  for (const [id, one] of Object.entries(wanted)) {
    expect(data.find((milestone: { id: string }) => milestone.id === id)).toMatchObject(one)
    expect((await admin.get(`${path}/${id}`)).body).toMatchObject(one)
  }
})

test('completing it answers what is still open, and leaves it so', async () => {
  const { top, middle, run } = await makeTree()
  await run(middle, ['PASSED', null, 'IN_PROGRESS'])
  const { status, body } = await admin.put(`${path}/${top.id}`, { completedAt: '2026-11-24T10:00:00.000Z' })
  expect([status, body.open]).toEqual([200, { runs: 1, cases: 2, milestones: 2 }])
  expect((await admin.get(`${path}/${middle.id}`)).body).toMatchObject({ completedAt: null, open: { milestones: 1 } })
  await admin.put(`${path}/${middle.id}`, { completedAt: '2026-11-24T10:00:00.000Z' })
  expect((await admin.get(`${path}/${top.id}`)).body.open.milestones).toBe(1)
})

test('it is started by its day, by hand, or by being completed', async () => {
  const own = await make.project()
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
  const startedAt = '2026-11-24T10:00:00.000Z'
  const [plain, today, tomorrow] = [
    await make.milestone(own),
    await make.milestone(own, { startDate: day(0) }),
    await make.milestone(own, { startDate: day(1) }),
  ]
  const started = async () => {
    const ids = async (query: string) =>
      (await admin.get(`${path}?projectId=${own.id}&started=${query}`)).body.data.map(({ id }: { id: string }) => id)
    const all = (await admin.get(`${path}?projectId=${own.id}`)).body.data
    const are = all.filter(({ isStarted }: { isStarted: boolean }) => isStarted).map(({ id }: { id: string }) => id)
    expect(await ids('true')).toEqual(are)
    expect((await ids('false')).length).toBe(3 - are.length)
    return are
  }
  expect(await started()).toEqual([today.id])
  expect((await admin.put(`${path}/${tomorrow.id}`, { startedAt })).body).toMatchObject({ startedAt, isStarted: true })
  expect(await started()).toEqual([tomorrow.id, today.id])
  await admin.put(`${path}/${plain.id}`, { completedAt: startedAt })
  expect(await started()).toEqual([tomorrow.id, today.id, plain.id])
  expect((await admin.put(`${path}/${tomorrow.id}`, { startedAt: null })).body.isStarted).toBe(false)
})

test('is found by a part of its name', async () => {
  const own = await make.project()
  await make.milestone(own, { name: 'Winter 100%' })
  const [summer] = [await make.milestone(own, { name: 'Summer' })]
  const { data } = (await admin.get(`${path}?projectId=${own.id}&search=MME`)).body
  expect(data.map(({ id }: { id: string }) => id)).toEqual([summer.id])
  expect((await admin.get(`${path}?projectId=${own.id}&search=0%25`)).body.pagination.total).toBe(1)
})

test('deleting it deletes those beneath it', async () => {
  const top = await make.milestone(project)
  const child = await make.milestone(project, { parentId: top.id })
  expect((await admin.delete(`${path}/${top.id}`)).status).toBe(204)
  for (const { id } of [top, child]) expect((await admin.get(`${path}/${id}`)).status).toBe(404)
})

test('what GET gave can be PUT back', async () => {
  const milestone = await make.milestone(project)
  const { status, body } = await admin.put(`${path}/${milestone.id}`, milestone)
  expect([status, body.version]).toEqual([200, milestone.version + 1])
})

test('its runs stay, without it, and can be PUT back', async () => {
  const top = await make.milestone(project)
  const child = await make.milestone(project, { parentId: top.id })
  const other = await make.milestone(project)
  const [one, two, third] = [
    await make.run(project, [], { milestoneId: top.id }),
    await make.run(project, [], { milestoneId: child.id }),
    await make.run(project, [], { milestoneId: other.id }),
  ]
  const { headers } = await admin.delete(`${path}/${top.id}`)
  for (const [{ id }, milestoneId] of [
    [one, null],
    [two, null],
    [third, other.id],
  ] as const) {
    const { body } = await admin.get(`/api/test-runs/${id}`)
    expect(body.milestoneId).toBe(milestoneId)
    expect((await admin.put(`/api/test-runs/${id}`, body)).status).toBe(200)
  }
  const [entry, ...more] =
    await sql`select changes from audit_log where request_id = ${String(headers['x-request-id'])}`
  expect(more).toEqual([])
  expect(entry?.changes).toMatchObject({ before: { name: top.name }, beneath: 1, beneathIds: [child.id], runs: 2 })
  expect(entry?.changes.runIds.toSorted()).toEqual([one.id, two.id].toSorted())
  const deletions = await sql`select distinct deletion_id from milestones where id in (${top.id}, ${child.id})`
  expect(deletions).toEqual([{ deletion_id: entry?.changes.deletionId }])
})

test('while it is deleted nothing comes beneath it, and no run to it', async () => {
  for (let i = 0; i < 8; i++) {
    const top = await make.milestone(project)
    const middle = await make.milestone(project, { parentId: top.id })
    const [loose, run] = [await make.milestone(project), await make.run(project, [])]
    const [, ...answers] = await Promise.all([
      admin.delete(`${path}/${top.id}`),
      admin.post(path, { projectId: project.id, name: 'Child', parentId: middle.id }),
      admin.put(`${path}/${loose.id}`, { parentId: middle.id }),
      admin.put(`/api/test-runs/${run.id}`, { milestoneId: middle.id }),
      admin.post('/api/test-runs', { projectId: project.id, name: 'New', milestoneId: middle.id, testCases: [] }),
    ])
    for (const { status } of answers) expect([200, 201, 422]).toContain(status)
  }
  expect(
    await sql`
    select m.id from milestones m join milestones p on p.id = m.parent_id and p.deleted_at is not null where m.deleted_at is null
    union all
    select r.id from runs r join milestones m on m.id = r.milestone_id and m.deleted_at is not null where r.deleted_at is null`,
  ).toEqual([])
})

test('a move waits for no import: their locks are not the same', async () => {
  const [a, b] = [await make.milestone(project), await make.milestone(project)]
  await sql.begin(async (held) => {
    await held`select pg_advisory_xact_lock(hashtextextended(${project.id}, 0))`
    expect((await admin.put(`${path}/${a.id}`, { parentId: b.id })).status).toBe(200)
  })
})

test('closing needs its own right; what is completed can be PUT back without it', async () => {
  const milestone = await make.milestone(project)
  const completedAt = '2026-11-24T10:00:00.000Z'
  const body = (await admin.put(`${path}/${milestone.id}`, { completedAt })).body
  const { id: roleId } = (await admin.get('/api/roles')).body.data.find(
    ({ name }: { name: string }) => name === 'Tester',
  )
  const { client } = await make.member(project, 'Tester')
  await sql`update roles set grants = grants || '{"milestones": ["read", "write"]}' where id = ${roleId}`
  expect((await client.put(`${path}/${milestone.id}`, body)).status).toBe(200)
  for (const change of [{ completedAt: null }, { completedAt: '2026-11-25T10:00:00.000Z' }])
    expect((await client.put(`${path}/${milestone.id}`, change)).status).toBe(403)
})
