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

test('a domain has only files whose names say what they hold', () => {
  const known = /^(tables|queries|access|handlers|on-[a-z-]+|[a-z]+(-[a-z]+)+(\.job)?)\.ts$/
  const names = domains.filter((file) => !isTest(file)).map((file) => file.split('/').slice(5))
  // A folder holds the adapters of one port.
  expect(names.filter((name) => name.length === 1 && !known.test(name[0] as string))).toEqual([])
  expect(names.flat().filter((name) => /util|helper|service|manager|^index\.ts$/.test(name))).toEqual([])
})

test('a domain imports only tables, queries and access of another', () => {
  const isForeign = (one: string, file: string) => domainOf(one) !== undefined && domainOf(one) !== domainOf(file)
  const own = domains.filter((file) => !isTest(file))
  expect(forbidden(own, (one, file) => isForeign(one, file) && !/\/(tables|queries|access)\.ts$/.test(one))).toEqual([])
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
    'apps/server/src/pipeline/authorize.ts → apps/server/src/domains/members/queries.ts',
    // Before files are kept, it is asked whether their sender may import anywhere.
    'apps/server/src/pipeline/admit-upload.ts → apps/server/src/domains/members/queries.ts',
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
  expect(importsOf('apps/server/src/pipeline/authorize.ts')).toContain('apps/server/src/domains/members/queries.ts')
  expect(importsOf('apps/server/src/app.ts')).toContain('@testplanit/api/contract')
})
