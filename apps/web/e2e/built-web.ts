import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const PREFIX = 'testplanit-web-'
const HOUR = 3_600_000

/** The folder of the web app, built from the sources as they are: once for each state of them. */
export async function builtWeb(): Promise<string> {
  const dir = join(tmpdir(), `${PREFIX}${await stateOfSources()}`)
  if (existsSync(dir)) return dir
  await sweep()
  const aside = await mkdtemp(join(tmpdir(), `${PREFIX}building-`))
  // In a process of its own: under NODE_ENV=test React's slow development build would be taken.
  execFileSync(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', '--outDir', aside, '--emptyOutDir'],
    { cwd: root, env: { ...process.env, NODE_ENV: 'production' }, stdio: 'inherit' },
  )
  await rename(aside, dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    return rm(aside, { recursive: true })
  })
  return dir
}

async function stateOfSources(): Promise<string> {
  const hash = createHash('sha256')
  const patterns = [
    '{src,public}/**/*.*',
    'index.html',
    'vite.config.ts',
    'package.json',
    '../../packages/api/src/**/*.ts',
  ]
  const files: string[] = []
  for await (const file of glob(patterns, { cwd: root })) files.push(file)
  for (const file of files.sort()) hash.update(`${file} ${(await stat(join(root, file))).mtimeMs}\n`)
  return hash.digest('hex').slice(0, 16)
}

/** Removes what earlier runs built. */
async function sweep() {
  for await (const name of glob(`${PREFIX}*`, { cwd: tmpdir() })) {
    const path = join(tmpdir(), name)
    if (Date.now() - (await stat(path)).mtimeMs > HOUR) await rm(path, { recursive: true, force: true })
  }
}
