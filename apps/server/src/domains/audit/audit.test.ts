import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make } = await startServer()
const project = await make.project()
const other = await make.project()
const milestone = await make.milestone(project)
await make.milestone(other)
const lead = await make.member(project, 'Project admin')
const tester = await make.member(project, 'Tester')

type Entry = { id: string; projectId: string | null; operation: string }
const list = async (who: typeof admin, query = '') => (await who.get(`/api/audit-log?limit=250&${query}`)).body

test('says who did what, before and after, newest first', async () => {
  await lead.client.put(`/api/milestones/${milestone.id}`, { name: 'Renamed' })
  const [entry] = (await list(admin)).data
  expect(entry).toMatchObject({
    userId: lead.user.id,
    userName: lead.user.name,
    operation: 'milestones.update',
    projectId: project.id,
    entityType: 'milestone',
    entityId: milestone.id,
    changes: { before: { name: milestone.name }, after: { name: 'Renamed' } },
  })
  const ids = (await list(admin)).data.map(({ id }: Entry) => id)
  expect(ids).toEqual(ids.toSorted().reverse())
})

test("administrators see everything, a project's administrators its part, others nothing", async () => {
  const all: Entry[] = (await list(admin)).data
  expect(all.some(({ projectId }) => projectId === null)).toBe(true)
  expect(all.some(({ projectId }) => projectId === other.id)).toBe(true)
  const { data, pagination } = await list(lead.client)
  expect(data).toEqual(all.filter(({ projectId }) => projectId === project.id))
  expect(pagination.total).toBe(data.length)
  expect((await list(tester.client)).data).toEqual([])
  expect((await list(lead.client, `projectId=${other.id}`)).data).toEqual([])
})

test('filters by project, user, kind and entity; what there is not finds nothing', async () => {
  for (const [query, matches] of [
    [`projectId=${other.id}`, { projectId: other.id }],
    [`userId=${lead.user.id}`, { userId: lead.user.id }],
    ['entityType=milestone', { entityType: 'milestone' }],
    [`entityId=${milestone.id}`, { entityId: milestone.id }],
    ['operation=milestones.update', { operation: 'milestones.update' }],
  ] as const) {
    const { data } = await list(admin, query)
    expect(data.length).toBeGreaterThan(0)
    for (const entry of data) expect(entry).toMatchObject(matches)
  }
  expect((await list(admin, `projectId=${noId}`)).data).toEqual([])
  expect((await list(admin, 'operation=milestone')).data).toEqual([])
  const domains = (await list(admin, 'operation=milestones')).data.map(({ operation }: Entry) => operation)
  expect(new Set(domains)).toEqual(new Set(['milestones.create', 'milestones.update']))
})

test('tells of days, the first and the last included', async () => {
  const all = (await list(admin)).pagination.total
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
  const count = async (query: string) => (await list(admin, query)).pagination.total
  expect(await count(`from=${day(1)}&to=${day(-1)}`)).toBe(all)
  expect(await count(`to=${day(2)}`)).toBe(0)
  expect(await count(`from=${day(-2)}`)).toBe(0)
  expect((await admin.get('/api/audit-log?from=yesterday')).status).toBe(422)
})
