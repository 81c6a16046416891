import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Ground } from './ground.ts'
import { type Figure, figure } from './report.ts'

const WORK = "script of the web app's first screen, gzipped"
const dist = fileURLToPath(new URL('../../web/dist', import.meta.url))

/** What the browser loads before anything shows: the page's scripts and all that they import at once. */
export async function* firstScreen({ wants }: Ground): AsyncGenerator<Figure> {
  if (!wants(WORK)) return
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  const entries = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file]) => join(dist, file!))
  if (!entries.length) throw new Error('The built page names no script.')
  const files = new Set<string>()
  for (const entry of entries) follow(entry, files)
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0)
  yield figure(WORK, 'kB', bytes / 1000, null, { below: 250 })
}

function follow(file: string, found: Set<string>): void {
  if (found.has(file)) return
  found.add(file)
  const script = readFileSync(file, 'utf8')
  for (const [, path] of script.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g))
    follow(join(dirname(file), path!), found)
}
