import type { Area, Grants, Verb } from '@testplanit/api/access'
import { expect, test } from 'vitest'
import { newId } from '../src/platform/database/ids.ts'
import { call, isCommand, type Named, operations } from './operations.ts'
import { type Ids, sampleOf, subjectOf } from './samples.ts'
import { type Client, startServer } from './server.ts'
import { keepNothing, makeWorld, VIEWER } from './world.ts'

/** Who calls, in which world, and what they may do there: the rules once more, in plain words. */
interface Caller {
  who: string
  client: Client
  ids: Ids
  system: 'NONE' | 'USER' | 'PROJECTADMIN' | 'ADMIN' | 'anonymous'
  grants: Grants[]
  readOnly?: boolean
}

const server = await startServer()
const { admin, anonymous, make, client, platform } = server
const { sql } = platform.database
const everything: Grants[] = [{ '*': ['read', 'write', 'delete', 'close'] }]
const publicly: Grants = { '*': ['read'], audit: [], integrations: [], webhooks: [] }
const roles: { id: string; name: string; grants: Grants }[] = (await admin.get('/api/roles')).body.data
const role = (name: string) => roles.find((one) => one.name === name) as (typeof roles)[number]

const creator = await make.user({ systemAccess: 'PROJECTADMIN' })
const [closed, byUserRole, byRole, open] = [
  await makeWorld(server, creator.client),
  await makeWorld(server),
  await makeWorld(server),
  await makeWorld(server),
] as const
const setUp = async (world: Ids, path: string, body: object) =>
  expect((await admin.put(`/api/projects/${world.project}${path}`, body)).status).toBe(200)
await setUp(byUserRole, '/default-access', { defaultAccess: 'USER_ROLE' })
await setUp(byRole, '/default-access', { defaultAccess: 'ROLE', roleId: role('Test lead').id })
await setUp(open, '', { settings: { allowPublicAccess: true } })

const callers: Caller[] = []
async function add(who: string, ids: Ids, one: Client, system: Caller['system'], grants: Grants[], readOnly = false) {
  const token = system === 'anonymous' || readOnly ? null : await one.post('/api/api-tokens', { name: 'ci' })
  const [comment, result] = system === 'anonymous' ? [] : [await commentBy(one, ids), await resultBy(one, ids)]
  const login = (await one.get('/api/logins')).body.data?.[0]
  callers.push({
    who,
    client: one,
    ids: {
      ...ids,
      apiToken: token?.body.id ?? ids.apiToken,
      comment: comment ?? ids.comment,
      login: login?.id ?? ids.login,
      result: result ?? ids.result,
    },
    system,
    grants,
    readOnly,
  })
}
/** Whoever may write comments changes and deletes their own. */
async function commentBy(one: Client, { project, case: about }: Ids) {
  const { id: userId } = (await one.get('/api/profile')).body
  const id = crypto.randomUUID()
  await sql`insert into comments (id, project_id, case_id, content, created_by)
            values (${id}, ${project as string}, ${about as string}, '{"type": "doc"}', ${userId})`
  return id
}
/** Whoever may write results corrects their own. */
async function resultBy(one: Client, { project, case: about }: Ids) {
  const { id: userId } = (await one.get('/api/profile')).body
  const [run, runCase, id] = [newId(), newId(), newId()]
  await sql`insert into runs (id, project_id, name, passed) values (${run}, ${project as string}, 'Run', 1)`
  await sql`insert into run_cases (id, run_id, case_id, position, status, result_id)
            values (${runCase}, ${run}, ${about as string}, 0, 'PASSED', ${id})`
  await sql`insert into results (id, project_id, run_id, run_case_id, case_id, status, created_by)
            values (${id}, ${project as string}, ${run}, ${runCase}, ${about as string}, 'PASSED', ${userId})`
  return id
}
const member = async (world: Ids, name: string | null, extra = {}) => {
  const one = await make.user(extra)
  await setUp(world, `/members/${one.user.id}`, { roleId: name && role(name).id })
  return one.client
}
async function inGroup(world: Ids, ...names: string[]) {
  const { user, client: one } = await make.user()
  const group = await make.group([user])
  await setUp(world, `/groups/${group.id}`, { roleIds: names.map((name) => role(name).id) })
  return one
}
const plain = async (extra = {}) => (await make.user(extra)).client

await add('an administrator', closed, admin, 'ADMIN', everything)
await add(
  'a project administrator who is no member',
  closed,
  await plain({ systemAccess: 'PROJECTADMIN' }),
  'PROJECTADMIN',
  [],
)
await add("the project's creator", closed, creator.client, 'PROJECTADMIN', everything)
for (const { name, grants } of roles) await add(name, closed, await member(closed, name), 'USER', [grants])
await add('a group', closed, await inGroup(closed, 'Tester', 'Viewer'), 'USER', [
  role('Tester').grants,
  role('Viewer').grants,
])
await add('an outsider', closed, await plain(), 'USER', [])
await add('NONE, though a member', closed, await member(closed, 'Project admin', { systemAccess: 'NONE' }), 'NONE', [])
await add('nobody', closed, anonymous, 'anonymous', [])
const token = (await creator.client.post('/api/api-tokens', { name: 'reads', readOnly: true })).body.token
await add(
  'a read-only token of the creator',
  closed,
  client({ authorization: `Bearer ${token}` }),
  'PROJECTADMIN',
  everything,
  true,
)
await add('the default role', byUserRole, await plain({ roleId: role('Developer').id }), 'USER', [
  role('Developer').grants,
])
await add('no default role', byUserRole, await plain(), 'USER', [])
await add('a member where there is a default', byRole, await member(byRole, 'Viewer'), 'USER', [role('Viewer').grants])
await add('the default of the project', byRole, await plain({ roleId: VIEWER }), 'USER', [role('Test lead').grants])
await add('no access where there is a default', byRole, await member(byRole, null), 'USER', [])
await add('anybody in an open project', open, await plain(), 'USER', [publicly])
await add('a member of an open project', open, await member(open, 'Tester'), 'USER', [role('Tester').grants, publicly])
await add('a group in an open project', open, await inGroup(open, 'Developer'), 'USER', [
  role('Developer').grants,
  publicly,
])
await add('no access in an open project', open, await member(open, null), 'USER', [])
await add('NONE in an open project', open, await plain({ systemAccess: 'NONE' }), 'NONE', [])
keepNothing(server)

const may = (grants: Grants[], area: Area | 'project', verb: Verb) =>
  area === 'project'
    ? grants.length > 0 && verb === 'read'
    : grants.some((one) => (one[area] === undefined ? (one['*'] ?? []) : one[area]).includes(verb))

/** What the declaration promises this caller: 401, 404, 403, or that they are served. */
function expected(one: Named, { system, grants, readOnly, ids }: Caller): 401 | 403 | 404 | 'served' {
  const { access } = one.operation
  if (access.scope === 'anyone') return 'served'
  if (system === 'anonymous') return 401
  if (access.scope === 'admin' && system !== 'ADMIN') return 403
  if (access.scope === 'creators' && system !== 'ADMIN' && system !== 'PROJECTADMIN') return 403
  if (access.scope === 'project' || access.scope === 'either') {
    const isOfProject = access.scope === 'project' && access.entity === 'project'
    // What stands at something else stands at a case in this world.
    const area = access.area ?? 'cases'
    if (!may(grants, isOfProject ? 'project' : area, 'read')) return 404
    if (!may(grants, area, access.verb)) return 403
  }
  if (access.scope === 'subject') {
    const { area } = subjectOf(access, sampleOf(one, ids))
    if (!may(grants, area, 'read') || (access.area && !may(grants, access.area, 'read'))) return 404
    if (!may(grants, access.area ?? area, access.verb)) return 403
  }
  return readOnly && isCommand(one) ? 403 : 'served'
}

/** Lists over all projects: what names the caller's project in the answer. */
const asked: Record<string, (ids: Ids) => Record<string, unknown>> = {
  'search.names': () => ({ q: 'World' }),
  'audit.list': (ids) => ({ projectId: ids.project }),
  'audit.export': (ids) => ({ projectId: ids.project }),
}

for (const one of operations) {
  const { name, operation } = one
  test(`${name}: ${callers.length} callers`, async () => {
    const wanted: string[] = []
    const got: string[] = []
    for (const caller of callers) {
      const input = { ...sampleOf(one, caller.ids), ...asked[name]?.(caller.ids) }
      const { status, body } = await call(caller.client, operation, input)
      const answer = [401, 403, 404].includes(status) ? status : status < 500 ? 'served' : `${status}`
      got.push(`${caller.who}: ${answer}`)
      wanted.push(`${caller.who}: ${expected(one, caller)}`)
      if (operation.access.scope !== 'readable' || answer !== 'served') continue
      const seen = JSON.stringify(body).includes(caller.ids.project as string)
      got.push(`${caller.who} sees the project: ${seen}`)
      wanted.push(`${caller.who} sees the project: ${may(caller.grants, operation.access.area, 'read')}`)
    }
    expect(got).toEqual(wanted)
  })
}

test('the samples are what the operations take', async () => {
  for (const one of operations) {
    if (one.operation.kind === 'upload') continue
    const { status, body } = await call(admin, one.operation, sampleOf(one, callers[0]?.ids ?? closed))
    expect([one.name, status < 400 || status === 409 || ['auth.changePassword'].includes(one.name), body]).toEqual([
      one.name,
      true,
      body,
    ])
  }
})

test('no caller is refused everything, and none is served everything', () => {
  const served = (caller: Caller) => operations.filter((one) => expected(one, caller) === 'served').length
  for (const caller of callers) expect(served(caller)).toBeGreaterThan(0)
  for (const caller of callers.filter(({ system }) => system !== 'ADMIN'))
    expect(served(caller)).toBeLessThan(operations.length)
  expect(operations.filter(isCommand).length).toBeGreaterThan(10)
})
