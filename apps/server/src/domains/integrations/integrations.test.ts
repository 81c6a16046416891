import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const path = '/api/integrations'
const secrets = { apiToken: 'hunter2-token', clientSecret: 'hunter2-secret' }
const jira = { baseUrl: 'https://jira.example.com', email: 'tests@example.com', apiToken: secrets.apiToken }
const byOAuth = {
  provider: 'JIRA',
  authType: 'OAUTH2',
  credentials: { clientId: 'client', clientSecret: secrets.clientSecret },
  settings: { authUrl: 'https://auth.example.com' },
}

const idsOf = ({ body }: { body: { data: { id: string }[] } }) => body.data.map(({ id }) => id)
const faultsOf = ({ body }: { body: { error?: { issues?: { field: string }[] } } }) =>
  body.error?.issues?.map(({ field }) => field)
const credentialsOf = async ({ id }: { id: string }) => {
  const [row] = await sql`select credentials from integrations where id = ${id}`
  return row?.credentials && JSON.parse(platform.vault.open(row.credentials))
}
const changesOf = async ({ headers }: { headers: Record<string, unknown> }) =>
  (await sql`select changes from audit_log where request_id = ${String(headers['x-request-id'])}`)[0]?.changes

test('keeps what was given, and its credentials to itself', async () => {
  const given = { name: 'Our Jira', provider: 'JIRA', authType: 'API_KEY', settings: {} }
  const key = { 'idempotency-key': crypto.randomUUID() }
  const answer = await admin.post(path, { ...given, credentials: jira }, key)
  expect(answer.status).toBe(201)
  expect(answer.body).toMatchObject({ ...given, status: 'ACTIVE', version: 1 })
  const at = `${path}/${answer.body.id}`
  const anew = { ...jira, apiToken: `${jira.apiToken}-2` }
  const changed = await admin.put(at, { credentials: anew, name: 'Jira' })
  expect(await changesOf(changed)).toMatchObject({ after: { name: 'Jira' }, credentialsChanged: true })
  expect(await credentialsOf(answer.body)).toEqual(anew)
  expect((await changesOf(await admin.put(at, { status: 'INACTIVE' }))).credentialsChanged).toBe(undefined)
  expect(await credentialsOf(answer.body)).toEqual(anew)

  const shown = [answer.body, changed.body, (await admin.get(at)).body, (await admin.get(path)).body]
  for (const one of shown) expect(JSON.stringify(one)).not.toMatch(/hunter2|credentials/)
  await admin.delete(at)
  for (const table of ['audit_log', 'integrations', 'idempotency_keys', 'events']) {
    const [row] = await sql`select string_agg(t::text, '') as all from ${sql(table)} t`
    expect(row?.all ?? '', table).not.toContain('hunter2')
  }
})

test('each provider has its own ways to log in: what is missing or too much is named', async () => {
  const github = { provider: 'GITHUB', authType: 'API_KEY', credentials: { apiToken: 'hunter2' } }
  const azure = {
    provider: 'AZURE_DEVOPS',
    authType: 'API_KEY',
    credentials: { baseUrl: 'https://dev.azure.com/shop', apiToken: 'x' },
  }
  const simple = {
    provider: 'SIMPLE_URL',
    authType: 'NONE',
    settings: { issueUrl: 'https://bugs.example.com/show?id={key}' },
  }
  for (const [i, draft] of [byOAuth, github, azure, simple].entries())
    expect((await admin.post(path, { name: `Tracker ${i}`, ...draft })).status).toBe(201)
  for (const [draft, fields] of [
    [{ ...github, authType: 'OAUTH2' }, ['authType']],
    [{ ...github, provider: 'JIRA' }, ['credentials.baseUrl', 'credentials.email']],
    [{ ...azure, provider: 'GITHUB' }, ['credentials.baseUrl']],
    [{ ...simple, settings: {} }, ['settings.issueUrl']],
    [{ ...simple, settings: { issueUrl: 'https://bugs.example.com' } }, ['settings.issueUrl']],
    [{ ...github, settings: { authUrl: 'https://x.example.com' } }, ['settings.authUrl']],
    [{ ...byOAuth, settings: { apiUrl: 'ftp://x.example.com' } }, ['settings.apiUrl']],
    [{ ...byOAuth, credentials: undefined }, ['credentials.clientId', 'credentials.clientSecret']],
  ] as const) {
    const answer = await admin.post(path, { name: 'x', ...draft })
    expect([answer.status, faultsOf(answer)], JSON.stringify(draft)).toEqual([422, fields])
  }
})

test('where an address changes or the way to log in, credentials are to be given anew', async () => {
  const made = await make.integration(byOAuth)
  const put = (body: object) => admin.put(`${path}/${made.id}`, body)
  const { credentials } = byOAuth
  expect((await put(made)).status).toBe(200)
  for (const settings of [
    { authUrl: 'https://evil.example.com' },
    {},
    { ...made.settings, apiUrl: 'https://x.example.com' },
  ])
    expect(faultsOf(await put({ settings }))).toEqual(['credentials'])
  expect((await put({ settings: {}, credentials })).body.settings).toEqual({})
  expect(faultsOf(await put({ authType: 'API_KEY' }))).toEqual(Object.keys(jira).map((field) => `credentials.${field}`))
  expect(faultsOf(await put({ credentials: jira }))).toHaveLength(5)
  expect((await put({ authType: 'API_KEY', credentials: jira })).body.authType).toBe('API_KEY')
  expect(await credentialsOf(made)).toEqual(jira)
  expect((await put({ provider: 'GITHUB' })).body.provider).toBe('JIRA')
})

test('is listed by provider and name; a name is unique among the living', async () => {
  const [one, two] = [
    await make.integration({ name: 'List 100%' }),
    await make.integration({ name: 'List 1000', provider: 'GITHUB', credentials: { apiToken: 'x' } }),
  ]
  const list = async (query: string) => idsOf(await admin.get(`${path}?${query}`))
  expect(await list('search=list')).toEqual([two.id, one.id])
  expect(await list('search=0%25')).toEqual([one.id])
  expect(await list('search=list&provider=GITHUB')).toEqual([two.id])
  const again = () => admin.post(path, { name: one.name, ...byOAuth })
  expect(await again()).toMatchObject({ status: 409, body: { error: { details: { field: 'name' } } } })
  expect((await admin.delete(`${path}/${one.id}`)).status).toBe(204)
  expect((await again()).status).toBe(201)
})

test('at work in a project it is known there by its name, and how it works there can be changed', async () => {
  const [project, other] = [await make.project(), await make.project()]
  const integration = await make.integration()
  const at = `/api/projects/${project.id}/integrations`
  const config = { externalProjectId: 'SHOP', defaultIssueType: 'Bug', autoSync: false }
  const { status, body } = await admin.post(at, {
    integrationId: integration.id,
    config: { ...config, autoSync: undefined },
  })
  expect(status).toBe(201)
  const { name, provider } = integration
  expect(body).toMatchObject({ projectId: project.id, integrationId: integration.id, config, name, provider })
  expect(await admin.post(at, { integrationId: integration.id })).toMatchObject({ status: 409 })
  expect((await admin.post(`/api/projects/${other.id}/integrations`, { integrationId: integration.id })).status).toBe(
    201,
  )

  const viewer = (await make.member(project, 'Viewer')).client
  expect((await viewer.get(at)).body.data).toEqual([body])
  expect((await viewer.get(`${at}/${body.id}`)).body).toEqual(body)
  expect((await viewer.get(path)).status).toBe(403)
  expect((await viewer.get(`${path}/${integration.id}`)).status).toBe(403)
  expect((await viewer.put(`${at}/${body.id}`, { config })).status).toBe(403)
  expect((await admin.get(`/api/projects/${other.id}/integrations/${body.id}`)).status).toBe(404)
  expect((await admin.put(`/api/projects/${other.id}/integrations/${body.id}`, { config })).status).toBe(404)
  expect((await admin.delete(`/api/projects/${other.id}/integrations/${body.id}`)).status).toBe(404)

  const lead = (await make.member(project, 'Project admin')).client
  const changed = { ...config, defaultIssueType: null, autoSync: true }
  expect((await lead.put(`${at}/${body.id}`, { config: changed })).body).toMatchObject({ config: changed, version: 2 })
  expect((await lead.delete(`${at}/${body.id}`)).status).toBe(204)
  expect((await viewer.get(at)).body.data).toEqual([])
  expect((await admin.post(at, { integrationId: integration.id })).status).toBe(201)
})

test('administrators alone put it to work: others cannot know of it, not even by its id', async () => {
  const project = await make.project()
  const { client } = await make.member(project, 'Project admin')
  for (const integrationId of [(await make.integration()).id, noId]) {
    const answer = await client.post(`/api/projects/${project.id}/integrations`, { integrationId })
    expect([answer.status, faultsOf(answer)]).toEqual([422, ['integrationId']])
  }
})

test('deleted, it works nowhere any more, until it is brought back', async () => {
  const [project, integration] = [await make.project(), await make.integration()]
  const at = `/api/projects/${project.id}/integrations`
  const { body } = await admin.post(at, { integrationId: integration.id })
  const answer = await admin.delete(`${path}/${integration.id}`)
  expect(await changesOf(answer)).toMatchObject({ beneath: 1, beneathIds: [body.id] })
  expect((await admin.get(at)).body.data).toEqual([])
  expect((await admin.get(`${at}/${body.id}`)).status).toBe(404)
  expect((await admin.get(`${path}/${integration.id}`)).status).toBe(404)
  const deletions = await sql`
    select deletion_id from integrations where id = ${integration.id}
    union select deletion_id from project_integrations where id = ${body.id}`
  expect(deletions).toHaveLength(1)
  await admin.post(`/api/trash/${deletions[0]?.deletion_id}/restore`)
  expect((await admin.get(at)).body.data).toMatchObject([{ id: body.id, name: integration.name }])
})
