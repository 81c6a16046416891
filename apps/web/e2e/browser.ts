import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'

const cache = fileURLToPath(new URL('../node_modules/.cache/', import.meta.url))
const unpacked = join(cache, 'chromium-147')

/** A Chromium for tests: on Linux x64 the one that npm brings, elsewhere the installed Chrome. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return installedChrome()
  if (!existsSync(unpacked)) await unpack()
  const executablePath = join(unpacked, 'chromium')
  const starts = spawnSync(executablePath, ['--version']).status === 0
  const env = { ...process.env, ...(starts ? {} : { LD_LIBRARY_PATH: join(unpacked, 'al2023/lib') }) } as Record<
    string,
    string
  >
  return chromium.launch({ executablePath, env, args: ['--no-sandbox', '--font-render-hinting=none'] })
}

async function installedChrome() {
  try {
    return await chromium.launch({ channel: 'chrome' })
  } catch (cause) {
    throw new Error('The browser tests need Google Chrome on this machine: install it from google.com/chrome.', {
      cause,
    })
  }
}

/** Unpacked aside and then renamed, so that test files which start at once, or were killed, never meet half a browser. */
async function unpack() {
  const packed = await import('@sparticuz/chromium')
  await mkdir(cache, { recursive: true })
  const aside = await mkdtemp(join(cache, 'unpacking-'))
  const packageEntry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { TMPDIR: before } = process.env
  process.env.TMPDIR = aside // where the package unpacks to
  await packed.default.executablePath()
  await packed.inflate(join(dirname(packageEntry), '../../bin/al2023.tar.br'))
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  await rename(aside, unpacked).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    return rm(aside, { recursive: true })
  })
}
