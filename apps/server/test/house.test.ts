import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The source files beneath a folder, from the root of the repository. */
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))

const isTest = (file: string) => /\.(test|fixture)\.tsx?$/.test(file)

/** What a file imports: a file of the repository, or a package by its name. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8')
  const found = source.matchAll(
    /(?:^|[;\n}])\s*(?:import|export)\b[^'"`;]*?\bfrom\s*'([^']+)'|\bimport\s*\(?\s*'([^']+)'/g,
  )
  return [...found]
    .map(([, from, bare]) => (from ?? bare) as string)
    .map((name) => (name.startsWith('.') ? join(dirname(file), name) : name))
}

/** `file → what it imports`, for whatever a rule forbids. */
const forbidden = (files: string[], isWrong: (imported: string, file: string) => boolean) =>
  files.flatMap((file) =>
    importsOf(file)
      .filter((one) => isWrong(one, file))
      .map((one) => `${file} → ${one}`),
  )

const domains = filesIn('apps/server/src/domains')
const domainOf = (file: string) => /^apps\/server\/src\/domains\/([^/]+)\//.exec(file)?.[1]

/** What domains share: the words whose files another domain may import. */
const SHARED = ['tables', 'queries', 'writes', 'rules', 'answers', 'access']
const domainFiles = domains.filter((file) => !isTest(file) && file.split('/').length === 6)
const nameOf = (file: string) => file.split('/')[5] as string
const isShared = (file: string) => domainFiles.includes(file) && SHARED.some((word) => nameOf(file) === `${word}.ts`)
/** Written before these words were: to be sorted by them when next changed. No new file comes here. */
const unsorted = new Set(['apps/server/src/domains/auth/make-first-administrator.ts'])
const exportsOf = (file: string) => [
  ...readFileSync(join(root, file), 'utf8').matchAll(
    /^export (?:default |async )*(?:const|let|function|class|\{|\*)\s*\w*/gm,
  ),
]

test('a domain has only files whose names say what they hold', () => {
  const known = new RegExp(`^(${SHARED.join('|')}|handlers|on-[a-z-]+|[a-z]+(-[a-z]+)+(\\.job)?)\\.ts$`)
  expect(domainFiles.length).toBeGreaterThan(50)
  expect(domainFiles.filter((file) => !known.test(nameOf(file)))).toEqual([])
  expect(domains.filter((file) => /\/(util|helper|service|manager|index\b)[^/]*$/.test(file))).toEqual([])
})

test('a file <verb>-<noun> is one handler, which handlers.ts names; a subscriber or a job is one that jobs.ts names', () => {
  const single = domainFiles.filter((file) => !isShared(file) && nameOf(file) !== 'handlers.ts' && !unsorted.has(file))
  const namedBy = (file: string) =>
    /^on-|\.job\.ts$/.test(nameOf(file)) ? 'apps/server/src/jobs.ts' : join(dirname(file), 'handlers.ts')
  const unnamed = single.filter((file) => !importsOf(namedBy(file)).includes(file))
  expect(unnamed).toEqual([])
  expect(single.filter((file) => exportsOf(file).length !== 1)).toEqual([])
})

test('queries only read', () => {
  const writes = /\b(insert into|delete from|update \w+( \w+)? set)\b|\.(insert|update|delete)\(/i
  const queries = domainFiles.filter((file) => nameOf(file) === 'queries.ts')
  expect(queries.filter((file) => writes.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
})

test('a domain imports of another only what domains share', () => {
  const isForeign = (one: string, file: string) => domainOf(one) !== undefined && domainOf(one) !== domainOf(file)
  const own = domains.filter((file) => !isTest(file))
  expect(forbidden(own, (one, file) => isForeign(one, file) && !isShared(one))).toEqual([])
})

test('a domain knows nothing of HTTP, and of the pipeline only its types', () => {
  const own = domains.filter((file) => !isTest(file))
  expect(forbidden(own, (one) => one.startsWith('apps/server/src/http/') || one === 'fastify')).toEqual([])
})

test('what domains stand on imports no domain, but for the tables that everything refers to', () => {
  const allowed = new Set([
    // Every entity says which user made it.
    'apps/server/src/platform/database/entity.ts → apps/server/src/domains/users/tables.ts',
    // The one statement that says who calls asks for their grants too.
    'apps/server/src/pipeline/authorize.ts → apps/server/src/domains/members/access.ts',
    // Before files are kept, it is asked whether their sender may import anywhere.
    'apps/server/src/pipeline/admit-upload.ts → apps/server/src/domains/members/access.ts',
  ])
  const ground = ['platform', 'pipeline', 'http'].flatMap((folder) => filesIn(`apps/server/src/${folder}`))
  const found = forbidden(
    ground.filter((file) => !isTest(file)),
    (one) => domainOf(one) !== undefined,
  )
  expect(found.filter((line) => !allowed.has(line))).toEqual([])
})

test('packages reach no app, and the web app reaches no server', () => {
  const beyond = (folder: string) => (one: string) =>
    one.startsWith('@testplanit/server') || (/^(apps|packages|\.\.)\b/.test(one) && !one.startsWith(`${folder}/`))
  for (const folder of ['packages/api', 'packages/result-formats', 'apps/web/src']) {
    const files = filesIn(folder === 'apps/web/src' ? folder : `${folder}/src`)
    expect(files.length).toBeGreaterThan(5)
    expect(forbidden(files, beyond(folder))).toEqual([])
  }
})

test('the packages are pure: no Node, no server, no browser', () => {
  const nodeless = filesIn('packages/api/src').filter((file) => !isTest(file))
  expect(forbidden(nodeless, (one) => /^(node:|fastify|drizzle|postgres|react)/.test(one))).toEqual([])
})

test('the scan sees imports', () => {
  expect(importsOf('apps/server/src/pipeline/authorize.ts')).toContain('apps/server/src/domains/members/access.ts')
  expect(importsOf('apps/server/src/app.ts')).toContain('@testplanit/api/contract')
})
