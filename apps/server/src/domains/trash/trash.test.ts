import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const project = await make.project()

type Deletion = { id: string; name: string; entityType: string; entityId: string; further: number }
const trash = async (query = `projectId=${project.id}`): Promise<Deletion[]> =>
  (await admin.get(`/api/trash?limit=250&${query}`)).body.data
const deletionOf = async (entityId: string) => {
  const found = (await trash()).find((one) => one.entityId === entityId)
  if (!found) throw new Error('It is not in the trash.')
  return found
}
const restore = (id: string) => admin.post(`/api/trash/${id}/restore`)
const restoreOf = async (entityId: string) => restore((await deletionOf(entityId)).id)
const status = async (path: string) => (await admin.get(path)).status

test('what is deleted stands in the trash, with who did it and how much went with it, until it is back', async () => {
  const lead = await make.member(project, 'Project admin')
  const folder = await make.folder(project)
  const inner = await make.folder(project, { parentId: folder.id })
  for (const folderId of [folder.id, inner.id, inner.id]) await make.case(project, { folderId })
  await lead.client.delete(`/api/folders/${folder.id}`)
  const [latest] = await trash()
  expect(latest).toMatchObject({
    entityType: 'folder',
    entityId: folder.id,
    name: folder.name,
    further: 4,
    createdBy: lead.user.id,
    userName: lead.user.name,
    projectName: project.name,
    restoredAt: null,
  })
  const { status, body } = await restore(latest?.id as string)
  expect([status, typeof body.restoredAt]).toEqual([200, 'string'])
  expect((await trash()).map(({ id }) => id)).not.toContain(latest?.id)
  expect((await restore(latest?.id as string)).status).toBe(404)
  expect((await admin.get(`/api/folders/${folder.id}`)).body.caseCount).toBe(3)
})

test('a folder comes back with exactly what went with it', async () => {
  const folder = await make.folder(project)
  const [before, stays] = [
    await make.case(project, { folderId: folder.id }),
    await make.case(project, { folderId: folder.id, tags: ['kept'], steps: [{ action: 'Look' }] }),
  ]
  await admin.delete(`/api/repository-cases/${before.id}`)
  await admin.delete(`/api/folders/${folder.id}`)
  expect((await restoreOf(before.id)).body.error.message).toContain('folder that it stood in is deleted')
  expect((await restoreOf(folder.id)).status).toBe(200)
  expect(await status(`/api/repository-cases/${before.id}`)).toBe(404)
  const { body } = await admin.get(`/api/repository-cases/${stays.id}`)
  expect(body).toMatchObject({ tags: ['kept'], steps: [{ action: 'Look' }], deleted: false })
  expect((await restoreOf(before.id)).status).toBe(200)
  expect(await status(`/api/repository-cases/${before.id}`)).toBe(200)
  expect((await admin.get(`/api/folders/${folder.id}`)).body.caseCount).toBe(2)
})

test('a milestone comes back with those beneath it, and with its runs that have no other by now', async () => {
  const milestone = await make.milestone(project)
  const beneath = await make.milestone(project, { parentId: milestone.id })
  const other = await make.milestone(project)
  const [stays, moves] = [
    await make.run(project, [], { milestoneId: beneath.id }),
    await make.run(project, [], { milestoneId: milestone.id }),
  ]
  await admin.delete(`/api/milestones/${milestone.id}`)
  await admin.put(`/api/test-runs/${moves.id}`, { milestoneId: other.id })
  expect((await restoreOf(milestone.id)).status).toBe(200)
  const milestoneOf = async ({ id }: { id: string }) => (await admin.get(`/api/test-runs/${id}`)).body.milestoneId
  expect(await milestoneOf(stays)).toBe(beneath.id)
  expect(await milestoneOf(moves)).toBe(other.id)
})

test('a run comes back with its results, a comment beneath its case, a project with all that is in it', async () => {
  const own = await make.project()
  const testCase = await make.case(own)
  const run = await make.run(own, [testCase])
  await admin.post(`/api/test-runs/${run.id}/cases/${testCase.id}/execute`, { status: 'FAILED' })
  const ofOwn = async () => (await trash(`projectId=${own.id}`))[0]?.id as string
  await admin.delete(`/api/test-runs/${run.id}`)
  expect((await restore(await ofOwn())).status).toBe(200)
  expect((await admin.get(`/api/test-runs/${run.id}`)).body.counts.failed).toBe(1)

  const comment = (
    await admin.post('/api/comments', {
      projectId: own.id,
      entityType: 'repositoryCase',
      entityId: testCase.id,
      content: 'Look here',
    })
  ).body
  await admin.delete(`/api/comments/${comment.id}`)
  const [said] = await trash(`projectId=${own.id}`)
  expect(said).toMatchObject({ entityType: 'comment', name: 'Look here' })
  await admin.delete(`/api/repository-cases/${testCase.id}`)
  expect((await restore(said?.id as string)).status).toBe(409)
  await restore(await ofOwn())
  expect((await restore(said?.id as string)).status).toBe(200)
  expect(await status(`/api/comments/${comment.id}`)).toBe(200)

  await admin.delete(`/api/test-runs/${run.id}`)
  const inside = await ofOwn()
  await admin.delete(`/api/projects/${own.id}`)
  expect((await restore(inside)).body.error.message).toContain('project that it stood in is deleted')
  const [whole] = await trash(`projectId=${own.id}&entityType=project`)
  expect((await restore(whole?.id as string)).status).toBe(200)
  expect((await restore(inside)).status).toBe(200)
  expect(await status(`/api/test-runs/${run.id}`)).toBe(200)
})

test('a group comes back with its members and what they may do by it, a role as it was', async () => {
  const [one, role] = [await make.user(), await make.role({ grants: { cases: ['read'] } })]
  const group = await make.group([one.user])
  await admin.put(`/api/projects/${project.id}/groups/${group.id}`, { roleIds: [role.id] })
  const seen = async () => (await one.client.get(`/api/projects/${project.id}`)).status
  const deletedOf = async (type: string, { id }: { id: string }) =>
    (await trash(`entityType=${type}`)).find(({ entityId }) => entityId === id)?.id as string
  await admin.delete(`/api/groups/${group.id}`)
  expect(await seen()).toBe(404)
  expect((await admin.delete(`/api/roles/${role.id}`)).status).toBe(204)
  expect((await restore(await deletedOf('group', group))).status).toBe(200)
  expect([(await admin.get(`/api/groups/${group.id}`)).body.memberCount, await seen()]).toEqual([1, 404])
  expect((await restore(await deletedOf('role', role))).status).toBe(200)
  expect([(await admin.get(`/api/roles/${role.id}`)).body.grants, await seen()]).toEqual([role.grants, 200])
})

test('a name that was taken meanwhile is a 409 that names the field, and nothing comes back', async () => {
  const folder = await make.folder(project, { name: 'Payments' })
  const inside = await make.case(project, { folderId: folder.id })
  await admin.delete(`/api/folders/${folder.id}`)
  const another = await make.folder(project, { name: 'Payments' })
  const { status: refused, body } = await restoreOf(folder.id)
  expect([refused, body.error.details.field]).toEqual([409, 'name'])
  expect(await status(`/api/repository-cases/${inside.id}`)).toBe(404)
  await admin.put(`/api/folders/${another.id}`, { name: 'Payments of today' })
  expect((await restoreOf(folder.id)).status).toBe(200)
  expect(await status(`/api/repository-cases/${inside.id}`)).toBe(200)
})

test('filters by project, kind and name; tokens are made anew, not brought back', async () => {
  const gone = await make.milestone(project, { name: 'Needle in the hay' })
  await admin.delete(`/api/milestones/${gone.id}`)
  expect((await trash('search=needle')).map(({ entityId }) => entityId)).toEqual([gone.id])
  for (const one of await trash('entityType=milestone')) expect(one.entityType).toBe('milestone')
  expect(await trash(`projectId=${noId}`)).toEqual([])
  const token = (await admin.post('/api/api-tokens', { name: 'ci' })).body
  await admin.delete(`/api/api-tokens/${token.id}`)
  expect((await trash('')).map(({ entityId }) => entityId)).not.toContain(token.id)
})

test('of a restore and the deletion of what it stands in at once nothing is half done', async () => {
  for (let i = 0; i < 8; i++) {
    const folder = await make.folder(project)
    const testCase = await make.case(project, { folderId: folder.id })
    await admin.delete(`/api/repository-cases/${testCase.id}`)
    const { id } = await deletionOf(testCase.id)
    const [restored, deleted] = await Promise.all([restore(id), admin.delete(`/api/folders/${folder.id}`)])
    expect([200, 409]).toContain(restored.status)
    expect(deleted.status).toBe(204)
    expect(await status(`/api/repository-cases/${testCase.id}`)).toBe(404)
  }
})

test('whatever is deleted and restored in whatever order, the counters are those of the living', async () => {
  const own = await make.project()
  const folders = [await make.folder(own)]
  for (let i = 0; i < 3; i++) folders.push(await make.folder(own, { parentId: folders.at(i % 2 ? -1 : 0)?.id }))
  const cases: { id: string }[] = []
  for (const { id: folderId } of [...folders, ...folders]) cases.push(await make.case(own, { folderId }))
  const step = fc.oneof(
    fc.record({ folder: fc.nat(folders.length - 1) }),
    fc.record({ case: fc.nat(cases.length - 1) }),
    fc.record({ restore: fc.nat(20) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      for (const one of steps) {
        if ('folder' in one) await admin.delete(`/api/folders/${folders[one.folder]?.id}`)
        else if ('case' in one) await admin.delete(`/api/repository-cases/${cases[one.case]?.id}`)
        else {
          const there = await trash(`projectId=${own.id}`)
          if (there.length) await restore(there[one.restore % there.length]?.id as string)
        }
      }
      const wrong = await sql`
        select f.id from folders f where f.project_id = ${own.id} and f.case_count <> (
          select count(*) from cases c where c.folder_id = f.id and c.deleted_at is null)`
      expect(wrong).toHaveLength(0)
      const orphans = await sql`
        select c.id from cases c join folders f on f.id = c.folder_id
         where c.project_id = ${own.id} and c.deleted_at is null and f.deleted_at is not null`
      expect(orphans).toHaveLength(0)
      const [{ counted, living } = {}] = await sql`
        select case_count as counted, (select count(*)::int from cases where project_id = ${own.id} and deleted_at is null) as living
          from projects where id = ${own.id}`
      expect(counted).toBe(living)
    }),
    { numRuns: 25 },
  )
})
