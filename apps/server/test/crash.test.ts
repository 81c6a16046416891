import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NAME } from '../src/platform/database/postgres-process.ts'
import { junit, multipart, passed, suite } from './junit.ts'

/** The real program with its own PostgreSQL, killed without warning in the middle of work. */
const main = join(import.meta.dirname, '../src/main.ts')
const admin = { email: 'admin@example.com', password: 'Admin-pass-1' }
let folder: string
let server: { child: ChildProcess; base: string; sql: postgres.Sql; headers: Record<string, string> }

async function startProcess() {
  const limits = ['USER_HOUR', 'ANONYMOUS_HOUR', 'BURST_MINUTE', 'LOGIN_MINUTE'].map((name) => [
    `RATE_LIMIT_${name}`,
    '0',
  ])
  const env = {
    ...process.env,
    ...Object.fromEntries(limits),
    DATA_DIR: folder,
    PORT: '0',
    LOG_LEVEL: 'error',
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
  }
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const base = await listening(child)
  const answer = await fetch(`${base}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(admin),
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const [password, pidFile] = await Promise.all(
    ['postgres-password', 'postgres/postmaster.pid'].map((file) => readFile(join(folder, file), 'utf8')),
  )
  const url = `postgres://${NAME}:${password?.trim()}@127.0.0.1:${pidFile?.split('\n')[3]}/${NAME}`
  server = { child, base, sql: postgres(url, { max: 1, onnotice: () => undefined }), headers: { cookie } }
}

async function listening(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The server has no output.')
  for await (const line of createInterface(child.stdout)) {
    const address = /^listening on (\S+)/.exec(line)?.[1]
    if (address) return address
  }
  throw new Error('The server ended before it listened.')
}

/** SIGKILL, and the next start. */
async function crash() {
  const { child, sql } = server
  child.kill('SIGKILL')
  await Promise.all([once(child, 'exit'), sql.end({ timeout: 1 })])
  return startProcess()
}

const post = (path: string, body: string | Buffer, headers: Record<string, string>) =>
  fetch(`${server.base}/api${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : new Uint8Array(body),
    headers: { ...server.headers, ...headers },
  })
const postJson = (path: string, body: object) =>
  post(path, JSON.stringify(body), { 'content-type': 'application/json' })
const importFile = async (xml: string, parts: Record<string, string>) => {
  const { body, headers } = await multipart({ 'results.xml': xml }, parts)
  return post('/junit/import', body, headers)
}
const tests = (count: number) =>
  junit(
    ...Array.from({ length: count / 100 }, (_, s) =>
      suite(`s${s}`, ...Array.from({ length: 100 }, (_, t) => passed(`t${t}`, `C${s}`))),
    ),
  )

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'testplanit-crash-'))
  await startProcess()
})
afterAll(async () => {
  const { child, sql } = server
  await sql.end({ timeout: 1 })
  child.kill('SIGTERM')
  if (child.exitCode === null) await once(child, 'exit')
  await rm(folder, { recursive: true })
})

test('an import that is cut off leaves nothing, whenever that happens, and can be sent again', async () => {
  const project = (await (await postJson('/projects', { name: 'Crash' })).json()) as { id: string }
  const xml = tests(20_000)
  const uploads = join(folder, 'uploads')
  for (const delay of [0, 300, 900]) {
    const { child } = server
    const answer = importFile(xml, { projectId: project.id }).catch((error: unknown) => error)
    await expect.poll(() => (existsSync(uploads) ? readdir(uploads) : []), { timeout: 10_000 }).toHaveLength(1)
    await sleep(delay)
    expect(child.exitCode).toBeNull()
    await crash()
    expect(await answer).toBeInstanceOf(Error)
    expect(await readdir(uploads)).toEqual([])
    const [rows] = await server.sql`
      select (select count(*)::int from cases) + (select count(*) from runs) + (select count(*) from run_cases)
        + (select count(*) from results) + (select count(*) from imports) + (select sum(case_count) from folders)
        + (select sum(case_count) from projects) + (select count(*) from daily_results) as left_over`
    expect(rows).toEqual({ left_over: '0' })
  }
  const answer = await importFile(xml, { projectId: project.id })
  expect(await answer.json()).toMatchObject({ imported: 20_000, casesCreated: 20_000 })
}, 120_000)

test('of 2,000 results posted at once, each that was acknowledged is there after a crash, and nothing is half there', async () => {
  const project = (await (await postJson('/projects', { name: 'Results' })).json()) as { id: string }
  const { testRunId } = (await (await importFile(tests(200), { projectId: project.id })).json()) as {
    testRunId: string
  }
  const { testCases } = (await (
    await fetch(`${server.base}/api/test-runs/${testRunId}`, { headers: server.headers })
  ).json()) as { testCases: { id: string }[] }
  const acknowledged: string[] = []
  let cutOff = 0
  const statuses = ['PASSED', 'FAILED', 'BLOCKED', 'SKIPPED']
  const posts = Array.from({ length: 2_000 }, async (_, i) => {
    try {
      const path = `/test-runs/${testRunId}/cases/${testCases[i % testCases.length]?.id}/execute`
      const answer = await postJson(path, { status: statuses[i % 4], durationMs: i })
      expect(answer.status).toBe(201)
      acknowledged.push(((await answer.json()) as { id: string }).id)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      cutOff++
    }
  })
  await expect.poll(() => acknowledged.length, { timeout: 60_000, interval: 5 }).toBeGreaterThan(300)
  await crash()
  await Promise.all(posts)
  expect(cutOff).toBeGreaterThan(0)
  const there = await server.sql`select id from results where id = any(${acknowledged})`
  expect(there).toHaveLength(acknowledged.length)
  const [agree] = await server.sql`
    select (r.not_started, r.in_progress, r.passed, r.failed, r.blocked, r.skipped) = (select
        count(*) filter (where status = 'NOT_STARTED'), count(*) filter (where status = 'IN_PROGRESS'),
        count(*) filter (where status = 'PASSED'), count(*) filter (where status = 'FAILED'),
        count(*) filter (where status = 'BLOCKED'), count(*) filter (where status = 'SKIPPED')
        from run_cases where run_id = r.id) as counts,
      (select bool_and(rc.status = (select status from results where run_case_id = rc.id order by id desc limit 1))
         from run_cases rc where rc.run_id = r.id) as latest,
      (select sum(passed + failed + blocked + skipped) from daily_results where run_id = r.id)
        = (select count(*) from results where run_id = r.id) as days
      from runs r where id = ${testRunId}`
  expect(agree).toEqual({ counts: true, latest: true, days: true })
}, 120_000)

test('of an upload that is cut off there is no half file, and the same address takes the whole', async () => {
  const bytes = Buffer.alloc(20_000_000, 'x')
  const contentType = 'application/octet-stream'
  const asked = await postJson('/get-attachment-url', { fileName: 'big.log', fileSize: bytes.length, contentType })
  const { uploadUrl, fileKey } = (await asked.json()) as { uploadUrl: string; fileKey: string }
  const put = (body: ReadableStream | Uint8Array) => {
    const headers = { 'content-type': contentType }
    const url = `${server.base}${new URL(uploadUrl).pathname}`
    return fetch(url, { method: 'PUT', body, headers, duplex: 'half' } as RequestInit)
  }
  const parts = join(folder, 'files/.parts')
  const half = new ReadableStream({ start: (controller) => controller.enqueue(bytes.subarray(0, 10_000_000)) })
  const answer = put(half).catch((error: unknown) => error)
  await expect.poll(() => readdir(parts), { timeout: 10_000 }).toHaveLength(1)
  await crash()
  expect(await answer).toBeInstanceOf(Error)
  expect(await readdir(parts)).toEqual([])
  const project = (await (await postJson('/projects', { name: 'Files' })).json()) as { id: string }
  const about = (await (await postJson('/repository-cases', { projectId: project.id, title: 'x' })).json()) as {
    id: string
  }
  const attach = () =>
    postJson('/attachments', { entityType: 'testCase', entityId: about.id, name: 'big.log', fileKey })
  expect((await attach()).status).toBe(422)
  expect((await put(bytes)).status).toBe(204)
  const { url, size } = (await (await attach()).json()) as { url: string; size: number }
  expect(size).toBe(bytes.length)
  const file = await fetch(`${server.base}${url}`, { headers: server.headers })
  expect(bytes.equals(Buffer.from(await file.arrayBuffer()))).toBe(true)
}, 120_000)
