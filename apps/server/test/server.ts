import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions } from 'fastify'
import { afterAll } from 'vitest'
import { readConfig } from '../src/config.ts'
import { newLog } from '../src/platform/log/log.ts'
import { start } from '../src/start.ts'
import { createDatabase, type TestDatabase } from './database.ts'
import { factories } from './make.ts'

const ADMIN = { email: 'admin@example.com', password: 'Admin-pass-1' }
const NO_LIMITS = {
  RATE_LIMIT_USER_HOUR: '0',
  RATE_LIMIT_ANONYMOUS_HOUR: '0',
  RATE_LIMIT_BURST_MINUTE: '0',
  RATE_LIMIT_LOGIN_MINUTE: '0',
  RATE_LIMIT_TRPC_MINUTE: '0',
}

export interface Answered {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look at what came, whatever it is.
  body: any
  headers: Record<string, unknown>
}

/** Somebody who calls the server over HTTP. */
export interface Client {
  call(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH',
    path: string,
    body?: unknown,
    headers?: object,
  ): Promise<Answered>
  get(path: string): Promise<Answered>
  post(path: string, body?: unknown, headers?: object): Promise<Answered>
  put(path: string, body?: unknown): Promise<Answered>
  delete(path: string): Promise<Answered>
}

/**
 * The whole server over a database of its own, for one test file; gone when the file has ended.
 * `database` puts several on one; `now` sets the time of what is not PostgreSQL's.
 * Every answer is compared with its schema. `admin` is the administrator, `make` makes data through the API.
 */
export async function startServer(
  settings: Record<string, string> = {},
  options: { now?: () => Date; database?: TestDatabase } = {},
) {
  const [database, folder] = await Promise.all([
    options.database ?? createDatabase(),
    mkdtemp(join(tmpdir(), 'testplanit-')),
  ])
  const { email: ADMIN_EMAIL, password: ADMIN_PASSWORD } = ADMIN
  const environment = {
    ...NO_LIMITS,
    DATA_DIR: folder,
    LOG_LEVEL: 'error',
    DATABASE_POOL: '5',
    ADMIN_EMAIL,
    ADMIN_PASSWORD,
    ...settings,
  }
  const config = readConfig(environment)
  const { app, platform, work, stop } = await start(
    config,
    database.url,
    'a secret of thirty-two characters',
    newLog(config, false),
    { checksAnswers: true, ...(options.now && { now: options.now }) },
  )
  afterAll(async () => {
    await stop()
    if (!options.database) await database.drop()
    await rm(folder, { recursive: true })
  })

  const client = (credentials: Record<string, string> = {}): Client => {
    const call: Client['call'] = async (method, path, body, headers = {}) => {
      const isRaw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body)
      const response = await app.inject({
        method,
        url: path,
        headers: { ...credentials, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { payload: isRaw ? body : JSON.stringify(body) }),
      } as InjectOptions)
      const isJson = String(response.headers['content-type']).startsWith('application/json')
      return { status: response.statusCode, body: isJson ? response.json() : response.body, headers: response.headers }
    }
    return {
      call,
      get: (path) => call('GET', path),
      post: (path, body, headers) => call('POST', path, body, headers),
      put: (path, body) => call('PUT', path, body),
      delete: (path) => call('DELETE', path),
    }
  }

  const logIn = async ({ email, password }: { email: string; password: string }) => {
    const { headers } = await client().post('/api/auth/login', { email, password })
    return client({ cookie: String([headers['set-cookie']].flat()[0]).split(';')[0] ?? '' })
  }

  const admin = await logIn(ADMIN)
  return {
    app,
    platform,
    work,
    stop,
    admin,
    anonymous: client(),
    client,
    logIn,
    make: factories(admin, logIn),
    database,
  }
}

export type TestServer = Awaited<ReturnType<typeof startServer>>

export const unique = (name: string) => `${name} ${randomUUID().slice(0, 8)}`
/** A well-formed id of nothing. */
export const noId = '01980000-ffff-7fff-8fff-ffffffffffff'
