import { expect, test } from 'vitest'
import { noId, startServer, unique } from '../../../test/server.ts'

const { admin, make, logIn, client, platform } = await startServer()
const path = '/api/users'
const session = '/api/auth/session'
const me = (await admin.get('/api/profile')).body

test('keeps what was given, and never shows the password', async () => {
  const given = { name: 'Ada', email: 'Ada@Example.com', systemAccess: 'PROJECTADMIN', active: true }
  const { status, body } = await admin.post(path, { ...given, password: 'Some-pass-1' })
  expect([status, body]).toMatchObject([201, { ...given, roleId: null, lastSeenAt: null, deleted: false }])
  expect((await admin.get(`${path}/${body.id}`)).body).toEqual(body)
  expect(JSON.stringify(body)).not.toMatch(/password|argon/i)
  expect(
    await logIn({ email: 'ada@example.COM', password: 'Some-pass-1' }).then((one) => one.get(session)),
  ).toMatchObject({
    status: 200,
    body: { user: { id: body.id } },
  })
})

test('an address is taken whatever its case, until its user is deleted', async () => {
  const { user } = await make.user()
  const again = { name: 'Other', email: user.email.toUpperCase(), password: 'Some-pass-1' }
  expect(await admin.post(path, again)).toMatchObject({
    status: 409,
    body: { error: { code: 'CONFLICT', details: { field: 'email' } } },
  })
  const other = (await make.user()).user
  expect((await admin.put(`${path}/${other.id}`, { email: again.email })).status).toBe(409)
  expect((await admin.delete(`${path}/${user.id}`)).status).toBe(204)
  expect((await admin.post(path, again)).status).toBe(201)
})

test('of two users with one address made at once, one is refused', async () => {
  const one = { name: 'Twin', email: `${unique('twin').replace(' ', '-')}@example.com`, password: 'Some-pass-1' }
  const answers = await Promise.all([admin.post(path, one), admin.post(path, one)])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
})

test('a list finds by name and address, and by who is active', async () => {
  const { user } = await make.user({ name: unique('100%_sure') })
  await admin.put(`${path}/${user.id}`, { active: false })
  for (const search of [user.name.toUpperCase(), user.email])
    expect((await admin.get(`${path}?search=${encodeURIComponent(search)}`)).body.data).toMatchObject([{ id: user.id }])
  const idsOf = async (query: string) =>
    (await admin.get(`${path}?limit=250&${query}`)).body.data.map((one: { id: string }) => one.id)
  expect(await idsOf('active=false')).toContain(user.id)
  expect(await idsOf('active=true')).not.toContain(user.id)
  expect(await idsOf('search=%25')).toEqual(await idsOf('search=100%25'))
})

test('a list finds by system access, by group, and who was not seen for long', async () => {
  const lists = async (query: string) =>
    (await admin.get(`${path}?search=${tag}&${query}`)).body.data.map((one: { name: string }) => one.name.split(' ')[0])
  const tag = crypto.randomUUID().slice(0, 8)
  const add = async (name: string, systemAccess = 'USER') =>
    (await make.user({ name: `${name} ${tag}`, systemAccess })).user
  const [ada, bob, eve] = [await add('Ada', 'NONE'), await add('Bob'), await add('Eve', 'PROJECTADMIN')]
  expect(await lists('systemAccess=NONE')).toEqual(['Ada'])
  expect(await lists('systemAccess=NONE,PROJECTADMIN')).toEqual(['Eve', 'Ada'])
  const group = await make.group([ada, bob])
  expect(await lists(`groupId=${group.id}`)).toEqual(['Bob', 'Ada'])
  expect(await lists(`groupId=${group.id}&systemAccess=USER`)).toEqual(['Bob'])
  expect(await lists(`groupId=${noId}`)).toEqual([])
  const seen = (id: string, at: string) =>
    platform.database.sql`update users set last_seen_at = ${at}::timestamptz where id = ${id}`
  await seen(ada.id, '2026-01-01T00:00:00Z')
  await seen(bob.id, '2026-03-01T00:00:00Z')
  expect(await lists('notSeenSince=2026-02-01T00:00:00.000Z')).toEqual(['Eve', 'Ada'])
  expect(eve.lastSeenAt).toBeNull()
})

test('a list goes by name, forwards and backwards, page by page', async () => {
  const tag = crypto.randomUUID().slice(0, 8)
  for (const name of ['Mia', 'Ada', 'Zoe']) await make.user({ name: `${name} ${tag}` })
  for (const [sort, wanted] of [
    ['name', ['Ada', 'Mia', 'Zoe']],
    ['-name', ['Zoe', 'Mia', 'Ada']],
    ['createdAt', ['Mia', 'Ada', 'Zoe']],
  ] as const) {
    const names = []
    for (let cursor = ''; ; ) {
      const { body } = await admin.get(`${path}?search=${tag}&limit=2&sort=${sort}${cursor && `&cursor=${cursor}`}`)
      names.push(...body.data.map((one: { name: string }) => one.name.split(' ')[0]))
      cursor = body.pagination.nextCursor
      if (!cursor) break
    }
    expect(names).toEqual(wanted)
  }
})

for (const [what, end, then] of [
  ['deactivating', { active: false }, 401],
  ['a new password from an administrator', { password: 'Other-pass-1' }, 401],
  ['deleting', null, 401],
  ['a new name', { name: 'New' }, 200],
] as const)
  test(`${what}: their logins and tokens answer ${then} from then on, and the audit log says so`, async () => {
    const { user, client: one } = await make.user()
    const { body: token } = await one.post('/api/api-tokens', { name: 'ci' })
    const answer = end ? await admin.put(`${path}/${user.id}`, end) : await admin.delete(`${path}/${user.id}`)
    expect(answer.status).toBe(end ? 200 : 204)
    expect((await one.get(session)).status).toBe(then)
    const [{ count } = {}] = await platform.database.sql`select count(*)::int from logins where user_id = ${user.id}`
    expect(count).toBe(then === 401 ? 0 : 1)
    const byToken = client({ authorization: `Bearer ${token.token}` })
    expect((await byToken.get(session)).status).toBe(then)
    const [row] = await platform.database.sql`
      select changes from audit_log where entity_id = ${user.id} and operation in ('users.update', 'users.delete')`
    const { loginsEnded = 0, tokensRevoked = 0 } = row?.changes ?? {}
    expect([loginsEnded, tokensRevoked]).toEqual(then === 401 ? [1, 1] : [0, 0])
    if (end !== null) await admin.put(`${path}/${user.id}`, { active: true })
    expect((await byToken.get(session)).status).toBe(then)
  })

test('deactivating ends every way in at once, while a call is under way; that one was let in and ends as it began', async () => {
  const { sql } = platform.database
  const project = await make.project()
  const { user, client: one } = await make.member(project, 'Test lead')
  const { body } = await one.post('/api/api-tokens', { name: 'ci' })
  const token = client({ authorization: `Bearer ${body.token}` })
  const second = await logIn({ email: user.email, password: 'Some-pass-1' })
  const milestone = await make.milestone(project)
  const statuses = () => Promise.all([one, second, token].map(async (who) => (await who.get(session)).status))
  const underWay = await sql.begin(async (holder) => {
    await holder`select from milestones where id = ${milestone.id} for update`
    const begun = one.put(`/api/milestones/${milestone.id}`, { name: 'Late' })
    await expect
      .poll(() => sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%"milestones"%'`)
      .toHaveLength(1)
    expect((await admin.put(`${path}/${user.id}`, { active: false })).status).toBe(200)
    expect(await statuses()).toEqual([401, 401, 401])
    return { begun }
  })
  expect(await underWay.begun).toMatchObject({ status: 200, body: { name: 'Late', updatedBy: user.id } })
  expect(await statuses()).toEqual([401, 401, 401])
  expect((await one.put(`/api/milestones/${milestone.id}`, { name: 'Later' })).status).toBe(401)
})

test('who is let in again finds none of their old tokens, and makes new ones', async () => {
  const { user, client: one } = await make.user()
  await one.post('/api/api-tokens', { name: 'ci' })
  for (const active of [false, true]) await admin.put(`${path}/${user.id}`, { active })
  const again = await logIn({ email: user.email, password: 'Some-pass-1' })
  expect((await again.get('/api/api-tokens')).body.data).toEqual([])
  const { body } = await again.post('/api/api-tokens', { name: 'ci' })
  expect((await client({ authorization: `Bearer ${body.token}` }).get(session)).status).toBe(200)
})

test('the last active administrator stays: not demoted, not deactivated, not deleted', async () => {
  for (const change of [{ systemAccess: 'USER' }, { systemAccess: 'NONE' }, { active: false }])
    expect((await admin.put(`${path}/${me.id}`, change)).status).toBe(409)
  expect((await admin.delete(`${path}/${me.id}`)).status).toBe(409)
  expect((await admin.put(`${path}/${me.id}`, { systemAccess: 'ADMIN', active: true })).status).toBe(200)
  expect((await admin.delete(`${path}/${noId}`)).status).toBe(404)
})

test('of two administrators that take each other away at once, one stays', async () => {
  const { user, client: other } = await make.user({ systemAccess: 'ADMIN' })
  const answers = await Promise.all([
    admin.put(`${path}/${user.id}`, { systemAccess: 'USER' }),
    other.put(`${path}/${me.id}`, { active: false }),
  ])
  const [{ count } = {}] = await platform.database.sql`
    select count(*)::int from users where system_access = 'ADMIN' and active and deleted_at is null`
  expect([count, answers.filter(({ status }) => status < 300).length]).toEqual([1, 1])
  // Whoever stayed brings the first one back, for the tests that follow.
  await platform.database
    .sql`update users set system_access = 'ADMIN', active = true, deleted_at = null where id = ${me.id}`
  Object.assign(admin, await logIn({ email: 'admin@example.com', password: 'Admin-pass-1' }))
})

test('a login that was under way with the old password is ended too', async () => {
  const { user } = await make.user()
  const tries = Array.from({ length: 6 }, () => logIn({ email: user.email, password: 'Some-pass-1' }))
  await admin.put(`${path}/${user.id}`, { password: 'Other-pass-1' })
  for (const one of await Promise.all(tries)) expect((await one.get(session)).status).toBe(401)
})

test('a profile is changed by its owner, and no more than name and address', async () => {
  const { user, client: one } = await make.user()
  const profile = (await one.get('/api/profile')).body
  expect(profile.id).toBe(user.id)
  expect((await one.put('/api/profile', { ...profile, name: 'Renamed' })).body).toMatchObject({ name: 'Renamed' })
  const { status, body } = await one.put('/api/profile', { systemAccess: 'ADMIN' })
  expect([status, body.systemAccess]).toEqual([200, 'USER'])
  expect((await one.put('/api/profile', { password: 'Other-pass-1' })).status).toBe(422)
})

test('another address asks for the password, of whoever comes with a token too; the same one does not', async () => {
  const { user, client: one } = await make.user()
  const { body } = await one.post('/api/api-tokens', { name: 'ci' })
  const token = client({ authorization: `Bearer ${body.token}` })
  const put = async (who: typeof one, change: object) => {
    const answer = await who.put('/api/profile', change)
    return [answer.status, answer.body.error?.details.field ?? answer.body.email]
  }
  const email = `${crypto.randomUUID()}@example.com`
  for (const who of [one, token]) {
    expect(await put(who, { email })).toEqual([422, 'currentPassword'])
    expect(await put(who, { email, currentPassword: 'wrong' })).toEqual([422, 'currentPassword'])
    expect(await put(who, { email: user.email, name: 'Renamed' })).toEqual([200, user.email])
  }
  expect(await put(one, { email, currentPassword: 'Some-pass-1' })).toEqual([200, email])
  expect((await (await logIn({ email, password: 'Some-pass-1' })).get(session)).status).toBe(200)
  const { user: other } = await make.user()
  expect(await put(one, { email: other.email, currentPassword: 'Some-pass-1' })).toEqual([409, 'email'])
})

test('people for mentions: only those who can read the project, by name, page by page', async () => {
  const project = await make.project()
  const names = ['Zoe', 'Ada', 'Mia'].map((name) => unique(`pick ${name}`))
  const [zoe, ada, mia] = await Promise.all(names.map((name) => make.user({ name })))
  for (const [one, roleId] of [
    [zoe, '01980000-0000-7000-8000-000000000005'],
    [ada, '01980000-0000-7000-8000-000000000005'],
    [mia, null],
  ] as const)
    await admin.put(`/api/projects/${project.id}/members/${one?.user.id}`, { roleId })
  const search = (query: string) => zoe?.client.get(`/api/users/search-for-mentions?projectId=${project.id}&${query}`)
  const { body } = (await search('query=PICK'))!
  expect(body).toEqual({
    users: [ada, zoe].map((one) => ({
      id: one?.user.id,
      name: one?.user.name,
      email: one?.user.email,
      avatarUrl: null,
    })),
    pagination: { limit: 50, offset: 0, total: 2, nextCursor: null },
  })
  const first = (await search('query=pick&limit=1'))!.body
  const second = (await search(`query=pick&limit=1&cursor=${first.pagination.nextCursor}`))!.body
  expect([...first.users, ...second.users]).toEqual(body.users)
  expect((await mia!.client.get(`/api/users/search-for-mentions?projectId=${project.id}`)).status).toBe(404)
  await admin.put(`/api/projects/${project.id}`, { settings: { allowPublicAccess: true } })
  expect((await search('query=pick'))!.body.users).toHaveLength(2)
})

test('a password given by an administrator is one row of the audit log, and so is the first administrator', async () => {
  const { sql } = platform.database
  const { user } = await make.user()
  await admin.put(`${path}/${user.id}`, { password: 'Other-pass-1', name: 'Renamed' })
  const rows = await sql`select changes from audit_log where entity_id = ${user.id} and operation = 'users.update'`
  expect(rows).toEqual([
    {
      changes: {
        before: { name: user.name },
        after: { name: 'Renamed' },
        passwordChanged: true,
        loginsEnded: 1,
        tokensRevoked: 0,
      },
    },
  ])
  expect(await sql`select operation, user_id from audit_log where entity_id = ${me.id} order by id limit 1`).toEqual([
    { operation: 'auth.makeFirstAdministrator', user_id: null },
  ])
})
