// Runs on bare Node 20, before anything is installed: built-in modules alone.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** An error whose message is all that the person at the terminal needs. */
export class Advice extends Error {}

const workspaces = ['packages', 'apps'].flatMap((folder) =>
  readdirSync(join(root, folder)).map((name) => join(folder, name)),
)
const manifests = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']
  .concat(workspaces.map((workspace) => join(workspace, 'package.json')))
  .filter((file) => existsSync(join(root, file)))

/** Installs the packages, when that was not done since the lockfile or a package.json changed. */
export async function install() {
  const first = !existsSync(join(root, 'node_modules'))
  const what = first ? 'Installing packages (first start, about 15 s)' : 'Installing packages'
  await whenChanged('node_modules/.installed', manifests, what, () =>
    pnpm('install', '--frozen-lockfile', '--config.confirmModulesPurge=false'),
  )
}

/** Builds the program and the web app, when that was not done since their sources changed. */
export async function build() {
  const inputs = [...manifests, 'turbo.json', 'tsconfig.base.json', 'packages', 'apps']
  const stamp = ['web/dist/index.html', 'server/dist/main.js'].every((file) => existsSync(join(root, 'apps', file)))
    ? 'node_modules/.built'
    : undefined
  await whenChanged(stamp, inputs, 'Building', () => pnpm('run', 'build'), 'node_modules/.built')
}

/**
 * The Node that runs the product: the one that came with the packages, else this one, which then must be new enough.
 * Gives its path and the environment for it and all that it starts.
 */
export function runtime() {
  const packaged = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`)
  const env = { ...process.env, PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter) }
  if (existsSync(packaged)) return { node: packaged, env }
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 22 || (major === 22 && minor < 12)) {
    throw new Advice(`TestPlanIt needs Node 22.12 or newer here, this is ${process.version}: https://nodejs.org`)
  }
  // From 22.18 on Node takes TypeScript without being asked.
  const flags = '--experimental-strip-types --disable-warning=ExperimentalWarning'
  const { NODE_OPTIONS = '' } = env
  return { node: process.execPath, env: { ...env, NODE_OPTIONS: `${NODE_OPTIONS} ${flags}` } }
}

async function whenChanged(stamp, inputs, what, work, newStamp = stamp) {
  const fingerprint = fingerprintOf(inputs)
  if (stamp && existsSync(join(root, stamp)) && readFileSync(join(root, stamp), 'utf8') === fingerprint) return
  process.stdout.write(`${what}…`)
  const began = performance.now()
  await work()
  console.log(` done in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  writeFileSync(join(root, newStamp), fingerprint)
}

function fingerprintOf(paths) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  const add = (path) => {
    if (statSync(join(root, path)).isFile()) return hash.update(path).update(readFileSync(join(root, path)))
    for (const name of readdirSync(join(root, path)).sort()) {
      if (!['node_modules', 'dist', '.turbo', 'e2e'].includes(name)) add(join(path, name))
    }
  }
  for (const path of paths) add(path)
  return hash.digest('hex')
}

/** The pinned pnpm, fetched by npm when it is not there yet. Silent, unless it fails. */
function pnpm(...args) {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' }
  const child = spawn('npx', ['--yes', packageManager, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  return new Promise((resolve, reject) => {
    child.on('error', () => reject(new Advice('npx was not found: install Node together with npm, https://nodejs.org')))
    child.on('close', (code) => {
      if (code === 0) return resolve()
      const command = `npx ${packageManager} ${args.join(' ')}`
      reject(new Advice(`\n${output.trim()}\n\nThat failed (see above). To try it alone: ${command}`))
    })
  })
}
