import { once } from 'node:events'
import { request } from 'node:http'
import { expect, test } from 'vitest'
import { startServer } from '../../../test/server.ts'
import { newId } from '../../platform/database/ids.ts'

const { admin, app, client, make, platform } = await startServer()
const { sql } = platform.database
const project = await make.project()
const lead = await make.member(project, 'Project admin')
const tester = await make.member(project, 'Tester')

type Entry = Record<string, unknown> & { id: string; projectId: string | null }
const exported = (query: string, who = admin) => who.get(`/api/audit-log/export?${query}`)
const entries = async (query: string, who = admin): Promise<Entry[]> => {
  const { body } = await exported(`format=ndjson&${query}`, who)
  return body
    .trimEnd()
    .split('\n')
    .filter(Boolean)
    .map((line: string) => JSON.parse(line))
}
const listed = async (query: string, who = admin): Promise<Entry[]> =>
  (await who.get(`/api/audit-log?limit=250&${query}`)).body.data

test('gives what the list gives with the same filters, a line each, as a file', async () => {
  await make.milestone(project)
  for (const query of [
    `projectId=${project.id}`,
    'operation=milestones',
    `entityId=${project.id}`,
    'from=2020-01-01',
  ]) {
    // It holds the entry of the export itself, too.
    const got = await entries(query)
    expect(got.length).toBeGreaterThan(0)
    expect(got).toEqual(await listed(query))
  }
  const { status, headers } = await exported('format=ndjson&to=2020-01-01')
  expect([status, headers['content-type']]).toEqual([200, 'application/x-ndjson; charset=utf-8'])
  expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''audit-log-\d{4}-\d\d-\d\d\.ndjson$/)
  expect(await entries('to=2020-01-01')).toEqual([])
  expect((await exported('format=xlsx')).body.error.details.field).toBe('format')
})

test('as CSV: quoted where it must be, and nothing that a spreadsheet would run', async () => {
  const { user, client: one } = await make.user({
    name: '=HYPERLINK("http://evil.example","Öl")',
    systemAccess: 'ADMIN',
  })
  const { body: made } = await one.post('/api/projects', { name: 'One, "two"', description: 'three\nfour' })
  const { headers, body } = await exported(`entityId=${made.id}&operation=projects.create`)
  expect(headers['content-type']).toBe('text/csv; charset=utf-8')
  const [entry] = await listed(`entityId=${made.id}&operation=projects.create`)
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  expect(body).toBe(
    [
      '\ufeffid,createdAt,userId,userName,address,operation,projectId,entityType,entityId,changes',
      [
        ...[entry?.id, entry?.createdAt, user.id, quoted(`'${user.name}`), '127.0.0.1', 'projects.create'],
        ...[made.id, 'project', made.id, quoted(JSON.stringify(entry?.changes))],
      ].join(),
      '',
    ].join('\r\n'),
  )
})

test("administrators get everything, a project's administrators its part, others nothing; each export is told of", async () => {
  expect((await entries('', lead.client)).every(({ projectId }) => projectId === project.id)).toBe(true)
  expect(await entries('', lead.client)).toEqual(await listed('', lead.client))
  expect(await entries('', tester.client)).toEqual([])
  const [told] = await listed(`operation=audit.export&userId=${tester.user.id}`)
  expect(told).toMatchObject({ projectId: null, changes: { format: 'ndjson', filters: {} } })
  const { body: token } = await admin.post('/api/api-tokens', { name: 'ci', readOnly: true })
  expect((await exported('', client({ authorization: `Bearer ${token.token}` }))).status).toBe(200)
})

const MANY = 25_000
const days = 'from=2020-01-01&to=2020-01-31'

test('of many entries no more is held than a part: what nobody takes is not read', { timeout: 60_000 }, async () => {
  const first = '016f6a00-0000-7000-8000-'
  await sql`create table audit_log_2020_01 partition of audit_log for values from ('016f5e66-e800-0000-0000-000000000000') to ('016fff0b-2400-0000-0000-000000000000')`
  await sql`
    insert into audit_log (id, operation, changes)
    select (${first} || lpad(to_hex(n), 12, '0'))::uuid, 'old.' || n, jsonb_build_object(
             'text', (select string_agg(md5(random()::text || n || i), '') from generate_series(1, 60) i))
      from generate_series(1, ${MANY}) n`
  const operations = (await entries(days)).map(({ operation }) => operation)
  expect(operations).toEqual(Array.from({ length: MANY }, (_, i) => `old.${MANY - i}`))

  const cookie = await made()
  await app.listen({ port: 0 })
  const { port } = app.server.address() as { port: number }
  let read = 0
  sql.options.debug = (_connection, query) => {
    if (query.includes('from "audit_log"')) read++
  }
  const call = request({ port, path: `/api/audit-log/export?${days}`, headers: cookie }).end()
  const [answer] = await once(call, 'response')
  await once(answer, 'readable')
  let before = -1
  while (before !== read) {
    before = read
    await new Promise((go) => setTimeout(go, 300))
  }
  // What the sockets and streams between us hold: some of 25 parts of two megabytes.
  expect(read).toBeLessThan(10)
  answer.destroy()
  await new Promise((go) => setTimeout(go, 300))
  expect(read).toBeLessThan(12)
  sql.options.debug = false
})

for (const encoding of ['identity', 'gzip', 'br'])
  test(`what fails on the way breaks off (${encoding}): nobody takes the part for the whole`, async () => {
    const { port } = app.server.address() as { port: number }
    const headers = { ...(await made()), 'accept-encoding': encoding }
    const call = request({ port, path: `/api/audit-log/export?${days}`, headers }).end()
    const [answer] = await once(call, 'response')
    await once(answer, 'readable')
    await sql`alter table audit_log rename to away`
    try {
      answer.resume()
      const [end] = await Promise.race([once(answer, 'error'), once(answer, 'end')])
      expect(end).toMatchObject({ code: 'ECONNRESET' })
    } finally {
      await sql`alter table away rename to audit_log`
    }
    expect((await exported(days)).status).toBe(200)
  })

/** Headers of an administrator. */
async function made() {
  const { body } = await admin.post('/api/api-tokens', { name: newId() })
  return { authorization: `Bearer ${body.token}` }
}
