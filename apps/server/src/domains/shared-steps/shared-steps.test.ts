import { expect, test } from 'vitest'
import { sentBy } from '../../../test/sent.ts'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const project = await make.project()
const [path, cases] = ['/api/shared-steps', '/api/repository-cases']

type Step = { id: string; action: string; expected: string | null; order: number; sharedStepId: string | null }
type Shared = { id: string; version: number; name: string; steps: Step[]; caseCount: number }
type Case = { id: string; steps: Step[]; version: number }

const share = (...actions: string[]): Promise<Shared> =>
  make.sharedSteps(project, { steps: actions.map((action) => ({ action })) })
const read = async ({ id }: { id: string }) => (await admin.get(`${cases}/${id}`)).body as Case
const actionsOf = ({ steps }: { steps: Step[] }) => steps.map(({ action }) => action).join()
const actions = async (one: { id: string }) => actionsOf(await read(one))
const put = async ({ id }: { id: string }, body: object) => {
  const answer = await admin.put(`${cases}/${id}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  expect(await read({ id })).toEqual(answer.body)
  return answer.body as Case
}
const change = async ({ id }: { id: string }, body: object) => {
  const answer = await admin.put(`${path}/${id}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body as Shared
}
const fault = ({ status, body }: { status: number; body: { error?: { details?: { field: string } } } }) => [
  status,
  body.error?.details?.field,
]
const at = ({ id }: { id: string }) => ({ sharedStepId: id })

test('shared steps stand in a case as its steps, in their place, and are numbered with them', async () => {
  const login = await share('Open', 'Log in')
  const one: Case = await make.case(project, { steps: [{ action: 'First' }, at(login), { action: 'Last' }] })
  expect(one.steps.map(({ action, order, sharedStepId }) => [action, order, sharedStepId])).toEqual([
    ['First', 1, null],
    ['Open', 2, login.id],
    ['Log in', 3, login.id],
    ['Last', 4, null],
  ])
  expect(await read(one)).toEqual(one)
})

test('changed once, they are changed in every case, wherever they stand, and each stays the same step', async () => {
  const login = await share('a', 'b', 'c')
  const [one, two]: Case[] = [
    await make.case(project, { steps: [at(login), { action: 'x' }, at(login)] }),
    await make.case(project, { steps: [{ action: 'y' }, at(login)] }),
  ]
  const [a, b, c] = login.steps
  const changed = await change(login, { steps: [c, { ...a, action: 'A', expected: 'Seen' }, { action: 'new' }] })
  expect([changed.version, changed.caseCount]).toEqual([2, 2])
  expect(await actions(one as Case)).toBe('c,A,new,x,c,A,new')
  const now = await read(two as Case)
  expect(actionsOf(now)).toBe('y,c,A,new')
  expect(now.steps.map(({ order }) => order)).toEqual([1, 2, 3, 4])
  expect([now.steps[2]?.id, now.steps[1]?.id]).toEqual([two?.steps[1]?.id, two?.steps[3]?.id])
  expect(now.steps[2]?.expected).toBe('Seen')
  expect(b).toBeDefined()
})

test('what GET gave can be PUT back, and the steps are moved and taken away together', async () => {
  const login = await share('a', 'b')
  const one: Case = await make.case(project, { steps: [at(login), { action: 'x' }] })
  const { version: _, ...same } = await put(one, one)
  expect(same).toMatchObject({ steps: one.steps })
  const [a, b, x] = one.steps.map(({ order: _, ...step }) => step)
  expect(actionsOf(await put(one, { steps: [x, b, a] }))).toBe('x,a,b')
  expect(actionsOf(await put(one, { steps: [x, { ...a, action: 'not mine to change' }] }))).toBe('x,a,b')
  const known = (step?: Omit<Step, 'order'>) => ({ id: step?.id, action: step?.action })
  expect(actionsOf(await put(one, { steps: [known(a), known(b), known(x)] })), 'not named, they stay shared').toBe(
    'a,b,x',
  )
  expect((await read(one)).steps[0]?.sharedStepId).toBe(login.id)
  expect(actionsOf(await put(one, { steps: [x] }))).toBe('x')
  await change(login, { steps: [...login.steps, { action: 'c' }] })
  expect(await actions(one)).toBe('x')
})

test('they can stand in a case twice, one after the other', async () => {
  const login = await share('a', 'b')
  const one: Case = await make.case(project, { steps: [at(login), at(login)] })
  expect(actionsOf(one)).toBe('a,b,a,b')
  expect(actionsOf(await put(one, { steps: one.steps }))).toBe('a,b,a,b')
  expect(actionsOf(await put(one, { steps: one.steps.slice(2) }))).toBe('a,b')
})

test('made its own, steps of a case do not change with the others', async () => {
  const login = await share('a', 'b')
  const one: Case = await make.case(project, { steps: [at(login)] })
  const own = await put(one, { steps: one.steps.map((step) => ({ ...step, sharedStepId: null })) })
  expect(own.steps.map(({ id }) => id)).toEqual(one.steps.map(({ id }) => id))
  await change(login, { steps: [{ action: 'other' }] })
  expect(await actions(one)).toBe('a,b')
  expect((await admin.get(`${path}/${login.id}`)).body.caseCount).toBe(0)
})

test('a step that goes stays in the results that speak of it', async () => {
  const login = await share('a', 'b')
  const one: Case = await make.case(project, { steps: [at(login)] })
  const run = await make.run(project, [one])
  const stepResults = one.steps.map(({ id }) => ({ stepId: id, status: 'PASSED' }))
  const { body } = await admin.post(`/api/test-runs/${run.id}/cases/${one.id}/execute`, { stepResults })
  expect(body.stepResults).toHaveLength(2)
  await change(login, { steps: [login.steps[0]] })
  const { data } = (await admin.get(`/api/test-runs/${run.id}/cases/${one.id}/results`)).body
  expect(data[0].stepResults).toHaveLength(2)
})

test('their versions are listed, the newest first, and come back into all cases', async () => {
  const login = await share('a', 'b')
  const one: Case = await make.case(project, { steps: [at(login)] })
  await change(login, { name: `${login.name} later`, steps: [{ action: 'c' }] })
  const versions = async () => (await admin.get(`${path}/${login.id}/versions`)).body
  expect((await versions()).data).toMatchObject([
    { version: 2, name: `${login.name} later`, steps: [{ action: 'c' }] },
    { version: 1, name: login.name, steps: [{ action: 'a' }, { action: 'b' }] },
  ])
  const restored = await admin.post(`${path}/${login.id}/versions/1/restore`)
  expect([restored.status, restored.body]).toMatchObject([200, { version: 3, name: login.name, steps: login.steps }])
  const now = await read(one)
  expect(now.steps).toEqual(one.steps)
  expect((await versions()).pagination.total).toBe(3)
  expect((await admin.get(`${path}/${login.id}/versions?limit=1&offset=1`)).body.data).toMatchObject([{ version: 2 }])
  expect((await admin.post(`${path}/${login.id}/versions/9/restore`)).status).toBe(404)
})

test('the cases in which they stand are listed and counted', async () => {
  const login = await share('a')
  const [one, two, deleted]: Case[] = [
    await make.case(project, { steps: [at(login), at(login)] }),
    await make.case(project, { steps: [at(login)] }),
    await make.case(project, { steps: [at(login)] }),
  ]
  await admin.delete(`${cases}/${deleted?.id}`)
  const { data, pagination } = (await admin.get(`${path}/${login.id}/cases`)).body
  expect(data.map(({ id }: Case) => id)).toEqual([two?.id, one?.id])
  expect(pagination.total).toBe(2)
  const listed = (await admin.get(`${path}?projectId=${project.id}&search=${encodeURIComponent(login.name)}`)).body.data
  expect(listed).toMatchObject([{ id: login.id, caseCount: 2 }])
  await change(login, { steps: [{ action: 'b' }] })
  const { data: trash } = (await admin.get(`/api/trash?projectId=${project.id}`)).body
  await admin.post(`/api/trash/${trash[0].id}/restore`)
  expect(await actions(deleted as Case)).toBe('b')
})

test('deleted, they stay in their cases as steps of their own', async () => {
  const login = await share('a', 'b')
  const one: Case = await make.case(project, { steps: [at(login), { action: 'x' }] })
  expect((await admin.delete(`${path}/${login.id}`)).status).toBe(204)
  const now = await read(one)
  expect(now.steps).toEqual(one.steps.map((step) => ({ ...step, sharedStepId: null })))
  expect(fault(await admin.put(`${cases}/${one.id}`, { steps: [at(login)] }))).toEqual([422, 'steps.0.sharedStepId'])
})

test('an earlier version of a case brings them back as they are now; where they are gone, with the text of then', async () => {
  const login = await share('a', 'b')
  const one: Case = await make.case(project, { steps: [at(login), { action: 'x' }] })
  await put(one, { steps: [] })
  await change(login, { steps: [...login.steps, { action: 'c' }] })
  const restore = async (version: number) => (await admin.post(`${cases}/${one.id}/versions/${version}/restore`)).body
  const back = await restore(1)
  expect(actionsOf(back)).toBe('a,b,c,x')
  expect(back.steps[0]).toEqual(one.steps[0])
  await put(one, { steps: [] })
  await admin.delete(`${path}/${login.id}`)
  const again = await restore(1)
  expect([actionsOf(again), again.steps[0].sharedStepId]).toEqual(['a,b,x', null])
})

test('a copy of a case has them too', async () => {
  const login = await share('a', 'b')
  const one: Case = await make.case(project, { steps: [at(login), at(login)] })
  const { data } = (await admin.post(`${cases}/copy`, { ids: [one.id] })).body
  await change(login, { steps: [{ action: 'c' }] })
  expect(await actions(data[0])).toBe('c,c')
})

test('what is wrong is named', async () => {
  const login = await share('a')
  const one: Case = await make.case(project, { steps: [{ action: 'x' }] })
  expect(fault(await admin.put(`${cases}/${one.id}`, { steps: [{ expected: 'x' }] }))).toEqual([422, 'steps.0.action'])
  expect(fault(await admin.put(`${cases}/${one.id}`, { steps: [{ sharedStepId: noId }] }))).toEqual([
    422,
    'steps.0.sharedStepId',
  ])
  expect(fault(await admin.put(`${path}/${login.id}`, { steps: [] }))).toEqual([422, 'steps'])
  expect(fault(await admin.put(`${path}/${login.id}`, { steps: [{ id: noId, action: 'x' }] }))).toEqual([
    422,
    'steps.0.id',
  ])
  expect(fault(await admin.put(`${path}/${login.id}`, { name: 'x', expectedVersion: 7 }))).toEqual([
    409,
    'expectedVersion',
  ])
  const many = await share(...Array.from({ length: 100 }, (_, i) => `${i}`))
  const steps = Array.from({ length: 11 }, () => at(many))
  expect(fault(await admin.put(`${cases}/${one.id}`, { steps }))).toEqual([422, 'steps'])
})

test('cases whose shared steps change have a version more, and are to be approved anew', async () => {
  const strict = await make.project({ settings: { requireApproval: true } })
  const login: Shared = await make.sharedSteps(strict)
  const one: Case = await make.case(strict, { steps: [at(login)] })
  expect((await admin.post(`${cases}/${one.id}/approve`)).body).toMatchObject({ approval: 'APPROVED' })
  await change(login, { name: 'Other' })
  expect(await read(one)).toMatchObject({ approval: 'APPROVED' })
  await change(login, { steps: [{ action: 'Other' }] })
  expect(await read(one)).toMatchObject({ approval: 'DRAFT', approvalBy: null, version: 2 })
  expect(fault(await admin.post(`${cases}/${one.id}/approve`, { expectedVersion: 1 }))).toEqual([
    409,
    'expectedVersion',
  ])
  const { data } = (await admin.get(`${cases}/${one.id}/versions`)).body
  expect(data[0]).toMatchObject({ version: 2, changed: ['steps'] })
  expect((await admin.get(`${cases}/${one.id}/versions/1`)).body.content.steps[0].action).toBe('Log in')
})

test('however often they stand in a case, it stays one that a person can read', async () => {
  const long: Shared = await share(...Array.from({ length: 5 }, (_, i) => `${i}${'x'.repeat(9_000)}`))
  const uses = (count: number) => ({ steps: Array.from({ length: count }, () => at(long)) })
  const one: Case = await make.case(project, uses(2))
  expect(fault(await admin.put(`${cases}/${one.id}`, uses(3)))).toEqual([422, 'steps'])
  const doubled = long.steps.map((step) => ({
    ...step,
    action: `${step.action}${'y'.repeat(900)}`,
    expected: 'z'.repeat(1_000),
  }))
  const refused = await admin.put(`${path}/${long.id}`, { steps: doubled })
  expect([refused.status, refused.body.error.message]).toEqual([
    409,
    expect.stringContaining('more text than one can read'),
  ])
  expect(await read(one)).toEqual(one)
  const much = Array.from({ length: 11 }, () => ({ action: 'x'.repeat(10_000) }))
  expect(fault(await admin.post(path, { projectId: project.id, name: 'Much', steps: much }))).toEqual([422, 'steps'])
  const many = Array.from({ length: 120 }, () => ({ projectId: project.id, title: 'x', ...uses(2) }))
  expect(fault(await admin.post(`${cases}/bulk`, { cases: many }))).toEqual([422, 'cases'])
})

test('who may not read cases does not see in which they stand', async () => {
  const login = await share('a')
  await make.case(project, { steps: [at(login)] })
  const role = await make.role({ grants: { sharedSteps: ['read'] } })
  const { client } = await make.member(project, role.name)
  expect((await client.get(`${path}/${login.id}/cases`)).body.data).toEqual([])
})

test('changes of shared steps and of their cases at once wait for each other', async () => {
  const login = await share('a', 'b')
  const all: Case[] = await Promise.all(
    Array.from({ length: 8 }, () => make.case(project, { steps: [at(login), { action: 'x' }] })),
  )
  const answers = await Promise.all([
    ...Array.from({ length: 4 }, (_, i) =>
      admin.put(`${path}/${login.id}`, { steps: [{ action: `${i}` }, login.steps[0]] }),
    ),
    ...all.map((one) => admin.put(`${cases}/${one.id}`, { steps: [...one.steps, at(login)] })),
  ])
  for (const { status, body } of answers) expect([200, 422], JSON.stringify(body)).toContain(status)
  const { steps } = (await admin.get(`${path}/${login.id}`)).body as Shared
  const texts = steps.map(({ action }) => action).join()
  for (const one of all) expect(await actions(one)).toBe(`${texts},x,${texts}`)
})

test('a change takes as many statements for many cases as for one', async () => {
  const counts = []
  for (const count of [1, 30]) {
    const login = await share('a', 'b')
    const drafts = Array.from({ length: count }, () => ({ projectId: project.id, title: 'x', steps: [at(login)] }))
    await admin.post(`${cases}/bulk`, { cases: drafts })
    counts.push((await sentBy(platform.database, () => change(login, { steps: [{ action: 'c' }] }))).length)
  }
  expect(counts[0]).toBe(counts[1])
})

test('a viewer reads them and changes nothing', async () => {
  const { client } = await make.member(project, 'Viewer')
  const login = await share('a')
  expect((await client.get(`${path}/${login.id}`)).status).toBe(200)
  expect((await client.put(`${path}/${login.id}`, { name: 'mine' })).status).toBe(403)
  expect((await client.delete(`${path}/${login.id}`)).status).toBe(403)
})
