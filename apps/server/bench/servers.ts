import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const HIGH = '1000000000'

/** The same for both sides. */
const POOL = '20'

export interface Server {
  /** `http://127.0.0.1:PORT` */
  url: string
  pid: number
  /** Milliseconds from spawn to the line that says where it listens. */
  startedIn: number
  stop(): Promise<void>
}

/** The product, built and set as in production: rate limits on, and high. Without a database's address it brings its own. */
export const startProduct = (dataDir: string, databaseUrl?: string): Promise<Server> =>
  start('../dist/main.js', {
    PORT: '0',
    DATA_DIR: dataDir,
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    DATABASE_POOL: POOL,
    APP_SECRET: 'the secret of a bench, thirty-two or more',
    RATE_LIMIT_USER_HOUR: HIGH,
    RATE_LIMIT_ANONYMOUS_HOUR: HIGH,
    RATE_LIMIT_BURST_MINUTE: HIGH,
    RATE_LIMIT_TRPC_MINUTE: HIGH,
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
  })

/** A bare Fastify with hand-written SQL: what the product is measured against. */
export const startReference = (databaseUrl: string): Promise<Server> =>
  start('./reference.ts', { NODE_ENV: 'production', DATABASE_POOL: POOL, DATABASE_URL: databaseUrl })

async function start(program: string, environment: Record<string, string>): Promise<Server> {
  const { PATH = '', HOME = '' } = process.env
  const flags = process.env.BENCH_NODE_FLAGS?.split(' ') ?? []
  const before = performance.now()
  const child = spawn(process.execPath, [...flags, here(program)], {
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // A bench that is ended takes its servers with it.
  const onExit = () => child.kill()
  process.once('exit', onExit)
  child.once('exit', () => process.off('exit', onExit))
  const url = await listeningAt(child, program)
  return { url, pid: child.pid!, startedIn: performance.now() - before, stop: () => end(child) }
}

async function listeningAt(child: ChildProcess, program: string): Promise<string> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${program} ended with ${code} before it listened.`)
  })
  const lines = createInterface({ input: child.stdout! })
  const heard = new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      const address = /^listening on (\S+)$/.exec(line)?.[1]
      if (address) resolve(address)
    })
  })
  const url = await Promise.race([heard, ended])
  ended.catch(() => undefined)
  return url
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) throw new Error(`A server ended by itself, with ${child.exitCode}.`)
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const [code] = await ended
  if (code !== 0) throw new Error(`A server did not stop in order: it ended with ${code}.`)
}

/** Megabytes of memory that a process holds now. */
export function memoryOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}
