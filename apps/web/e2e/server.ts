import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { createDatabase } from '../../server/test/database.ts'
import { builtWeb } from './built-web.ts'

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url))

/** Who `startProduct` makes, unless it is told `{ ADMIN_EMAIL: '', ADMIN_PASSWORD: '' }`. */
export const administrator = { email: 'admin@example.com', password: 'Admin-pass-1' }

/**
 * The product as it ships, in a process of its own: the real server over a fresh database, with the built web app.
 * `settings` go over those of the environment. `setupToken` is there where there is no administrator.
 */
export async function startProduct(settings: Record<string, string> = {}) {
  const [database, folder, web, port] = await Promise.all([
    createDatabase(),
    mkdtemp(join(tmpdir(), 'testplanit-e2e-')),
    builtWeb(),
    freePort(),
  ])
  const server = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: database.url,
      DATABASE_POOL: '5',
      APP_SECRET: 'a secret of thirty-two characters',
      DATA_DIR: folder,
      WEB_DIST: web,
      PORT: String(port),
      LOG_LEVEL: 'error',
      ADMIN_EMAIL: administrator.email,
      ADMIN_PASSWORD: administrator.password,
      RATE_LIMIT_USER_HOUR: '0',
      RATE_LIMIT_ANONYMOUS_HOUR: '0',
      RATE_LIMIT_BURST_MINUTE: '0',
      RATE_LIMIT_LOGIN_MINUTE: '0',
      RATE_LIMIT_TRPC_MINUTE: '0',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stop = async () => {
    if (server.exitCode === null) {
      server.kill('SIGTERM')
      await once(server, 'exit')
    }
    await database.drop()
    await rm(folder, { recursive: true })
  }
  try {
    const setupToken = await started(server, settings.ADMIN_EMAIL === '')
    server.stdout?.resume()
    return { url: `http://127.0.0.1:${port}`, databaseUrl: database.url, stop, setupToken }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Waits until it listens, and where it has no users, for its setup token. */
async function started(server: ChildProcess, isNew: boolean): Promise<string | undefined> {
  if (!server.stdout) throw new Error('The server has no output.')
  for await (const line of createInterface(server.stdout)) {
    const setupToken = /setup token: (\S+)/.exec(line)?.[1]
    if (isNew ? setupToken : line.startsWith('listening on')) return setupToken
  }
  throw new Error('The server ended before it listened: its last words stand above.')
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  await new Promise((closed) => probe.close(closed))
  return port
}

/** Logs the page's browser in without the form, and opens a path. Begin at `/login`, which asks the server nothing. */
export async function logIn(page: Page, path = '/', credentials = administrator) {
  const { origin } = new URL(page.url())
  const response = await page.request.post(`${origin}/api/auth/login`, { data: credentials })
  if (!response.ok()) throw new Error(`The login answered ${response.status()}: ${await response.text()}`)
  await page.goto(origin + path)
}

/** The REST API as the administrator, to make what a test needs: `await call('POST', '/projects', { name })`. */
export async function restOf(url: string, credentials = administrator) {
  const send = (method: string, path: string, body?: unknown, cookie = '') =>
    fetch(`${url}/api${path}`, {
      method,
      headers: { cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const login = await send('POST', '/auth/login', credentials)
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? ''
  // biome-ignore lint/suspicious/noExplicitAny: tests take what they need of the answer.
  return async (method: string, path: string, body?: unknown): Promise<any> => {
    const response = await send(method, path, body, cookie)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
    return text ? JSON.parse(text) : undefined
  }
}
