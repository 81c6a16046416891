// pnpm new:operation <domain> <verb-noun> [--new-domain]: a declaration, a handler and a failing test, each in its room.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const [domain, file] = words
if (!/^[a-z]+(-[a-z]+)*$/.test(domain ?? '') || !/^[a-z]+(-[a-z]+)+$/.test(file ?? ''))
  refuse('Say a domain and a verb with its noun: pnpm new:operation milestones archive-milestone')

const camel = (text) => text.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())
const pascal = (text) => camel(`-${text}`)
const api = `packages/api/src/domains/${domain}`
const server = `apps/server/src/domains/${domain}`
const isNew = !existsSync(`${api}/operations.ts`)
if (isNew && !process.argv.includes('--new-domain')) {
  const near = readdirSync('packages/api/src/domains').find((name) => name.startsWith(domain.slice(0, 4)))
  refuse(`There is no domain ${domain}${near ? `: did you mean ${near}?` : '.'} A new one: add --new-domain.`)
}

const [verb, ...rest] = file.split('-')
const noun = rest.join('-')
const thing = singular(domain)
/** `create-milestone` in milestones is `create`; `archive-everything` there is `archiveEverything`. */
const isOwn = noun === thing || noun === domain
const key = isOwn ? verb : camel(file)
const handler = camel(file)
const one = { entity: camel(thing), id: `${camel(thing)}Id`, schema: pascal(thing), area: camel(domain) }
const base = isNew
  ? `/${domain}`
  : (/path: '[A-Z]+ (\/[^/'{]+)/.exec(readFileSync(`${api}/operations.ts`, 'utf8'))?.[1] ?? `/${domain}`)
const shape = shapeOf()

const declaration = `  ${key}: ${shape.kind}({
    path: '${shape.method} ${shape.path}',
    summary: '${pascal(verb)} ${noun.replaceAll('-', ' ')}',
    access: project('${one.area}', '${shape.needs}').${shape.access},
    input: ${shape.input},
    output: ${shape.output},${shape.status === 200 ? '' : `\n    status: ${shape.status},`}
  }),
`
const imports = { '* as z': 'zod', project: '../../access.ts', [shape.kind]: '../../operation.ts', ...shape.imports }

for (const folder of [api, server]) mkdirSync(folder, { recursive: true })
if (isNew) startDomain()
else
  edit(`${api}/operations.ts`, (text) => {
    if (text.includes(`\n  ${key}: `)) refuse(`${api}/operations.ts has ${key} already`)
    return withImports(text).replace('\n} satisfies Operations', `\n${declaration}} satisfies Operations`)
  })
write(
  `${server}/${file}.ts`,
  `import type { ${camel(domain)} as operations } from '@testplanit/api/domains/${domain}/operations'
import type { Handler } from '../../pipeline/handler.ts'

export const ${handler}: Handler<typeof operations.${key}> = async ({ input, ${shape.kind === 'query' ? 'db' : 'actor, tx, record'} }) => {
  throw new Error('${file} does nothing yet')
}
`,
)
edit(`${server}/handlers.ts`, (text) =>
  importing(text, handler, `./${file}.ts`).replace(
    '\n} satisfies',
    `\n  ${key === handler ? key : `${key}: ${handler}`},\n} satisfies`,
  ),
)
const takesBody = ['POST', 'PUT'].includes(shape.method)
const address = `/api${shape.path.replace(/\{\w+\}/, '${one.id}')}${takesBody || shape.path.includes('{') ? '' : '?projectId=${project.id}'}`
write(
  `${server}/${file}.test.ts`,
  `import { expect, test } from 'vitest'
import { startServer } from '../../../test/server.ts'

const { admin, make } = await startServer()
const project = await make.project()
const viewer = (await make.member(project, 'Viewer')).client

test('${verb} ${noun.replaceAll('-', ' ')}: say here what it promises', async () => {
${shape.path.includes('{') ? `  const one = await make.${one.entity}(project)\n` : ''}  const at = \`${address}\`
  expect((await viewer.call('${shape.method}', at${takesBody ? ', {}' : ''})).status).toBe(${shape.needs === 'read' ? 200 : 403})
  expect((await admin.call('${shape.method}', at${takesBody ? ', {}' : ''})).status).toBe(${shape.status})
})
`,
)
execFileSync(
  'node_modules/.bin/biome',
  ['check', '--write', api, server, 'packages/api/src/contract.ts', 'apps/server/src/handlers.ts'],
  { stdio: 'pipe' },
)
console.log(`
Next:
  1. ${api}/operations.ts: the path, who may (access.ts), input and output (schemas.ts)
  2. ${server}/${file}.test.ts: what it promises; it fails now
  3. ${server}/${file}.ts: do it
  then: pnpm exec vitest run --project server ${server}
        pnpm test:operation ${camel(domain)}.${key}   (what is generated for it)
        pnpm test:accept                              (the OpenAPI document, once you have read the difference)`)
if (isNew || !readFileSync('packages/api/src/access.ts', 'utf8').includes(`'${one.entity}'`))
  console.log(`
'${one.entity}' is no entity yet. One that has an id of its own is named in
  packages/api/src/access.ts (entities, and its area), apps/server/src/pipeline/entities.ts (its table),
  ${server}/tables.ts (then pnpm db:generate), apps/server/test/world.ts and make.ts (one of it, for tests)`)

/** The usual shape of an operation, by its verb; any other verb does something to one thing. */
function shapeOf() {
  const id = `z.strictObject({ ${one.id}: Id })`
  const ids = { Id: '../../common/id.ts' }
  const schemas = './schemas.ts'
  const through = `through('${one.entity}', '${one.id}')`
  const at = `${base}/{${one.id}}`
  const thingIs = isOwn ? {} : { output: 'z.object({})', imports: { ref: '../../common/id.ts' } }
  if (!isOwn)
    return {
      kind: ['get', 'list', 'read', 'find'].includes(verb) ? 'query' : 'command',
      method: ['get', 'list', 'read', 'find'].includes(verb) ? 'GET' : 'POST',
      path: `${base}/${file}`,
      needs: ['get', 'list', 'read', 'find'].includes(verb) ? 'read' : 'write',
      access: "of('projectId')",
      input: "z.strictObject({ projectId: ref('project') })",
      status: 200,
      ...thingIs,
    }
  const known = { [one.schema]: schemas }
  switch (verb) {
    case 'list':
      return {
        kind: 'query',
        method: 'GET',
        path: base,
        needs: 'read',
        access: "of('projectId')",
        input: 'list({ projectId: Id })',
        output: `pageOf(${one.schema})`,
        status: 200,
        imports: { ...ids, ...known, list: '../../common/page.ts', pageOf: '../../common/page.ts' },
      }
    case 'get':
      return {
        kind: 'query',
        method: 'GET',
        path: at,
        needs: 'read',
        access: through,
        input: id,
        output: one.schema,
        status: 200,
        imports: { ...ids, ...known },
      }
    case 'create':
      return {
        kind: 'command',
        method: 'POST',
        path: base,
        needs: 'write',
        access: "of('projectId')",
        input: "z.strictObject({ projectId: ref('project') })",
        output: one.schema,
        status: 201,
        imports: { ref: '../../common/id.ts', ...known },
      }
    case 'update':
      return {
        kind: 'command',
        method: 'PUT',
        path: at,
        needs: 'write',
        access: through,
        input: `changes({}).extend({ ${one.id}: Id })`,
        output: one.schema,
        status: 200,
        imports: { ...ids, ...known, changes: '../../common/entity.ts' },
      }
    case 'delete':
      return {
        kind: 'command',
        method: 'DELETE',
        path: at,
        needs: 'delete',
        access: through,
        input: id,
        output: 'Nothing',
        status: 204,
        imports: { ...ids, Nothing: '../../common/entity.ts' },
      }
    default:
      return {
        kind: 'command',
        method: 'POST',
        path: `${at}/${verb}`,
        needs: 'write',
        access: through,
        input: id,
        output: one.schema,
        status: 200,
        imports: { ...ids, ...known },
      }
  }
}

function startDomain() {
  write(
    `${api}/operations.ts`,
    withImports(
      `import type { Operations } from '../../operation.ts'\n\nexport const ${camel(domain)} = {\n${declaration}} satisfies Operations\n`,
    ),
  )
  if (shape.imports?.[one.schema])
    write(
      `${api}/schemas.ts`,
      `import * as z from 'zod'\nimport { base } from '../../common/entity.ts'\nimport { Id } from '../../common/id.ts'\n\n/** Say what it is. */\nexport const ${one.schema} = z.object({ ...base, projectId: Id }).meta({ id: '${one.schema}' })\n`,
    )
  write(
    `${server}/handlers.ts`,
    `import type { Handlers } from '../../pipeline/handler.ts'\n\nexport const ${camel(domain)}Handlers = {\n} satisfies Handlers['${camel(domain)}']\n`,
  )
  edit('packages/api/src/contract.ts', (text) =>
    text
      .replace(
        '\n/** Every operation',
        `import { ${camel(domain)} } from './domains/${domain}/operations.ts'\n\n/** Every operation`,
      )
      .replace('\n}\nexport type', `\n  ${camel(domain)},\n}\nexport type`),
  )
  edit('apps/server/src/handlers.ts', (text) =>
    text
      .replace('import type', `import { ${camel(domain)}Handlers } from './domains/${domain}/handlers.ts'\nimport type`)
      .replace('\n} satisfies', `\n  ${camel(domain)}: ${camel(domain)}Handlers,\n} satisfies`),
  )
}

function singular(name) {
  return name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.replace(/s$/, '')
}

function withImports(text) {
  return Object.entries(imports).reduce((all, [word, from]) => importing(all, word, from), text)
}

/** Adds a word to the import from a module, or the import itself, where it is missing. */
function importing(text, word, from) {
  if (word.startsWith('*'))
    return text.includes(`import ${word} from`) ? text : `import ${word} from '${from}'\n${text}`
  const there = new RegExp(`import \\{([^}]*)\\} from '${from.replaceAll('.', '\\.')}'`).exec(text)
  if (!there) return `import { ${word} } from '${from}'\n${text}`
  if (new RegExp(`\\b${word}\\b`).test(there[1])) return text
  return text.replace(there[0], `import { ${word}, ${there[1].trim()} } from '${from}'`)
}

function write(path, text) {
  if (existsSync(path)) refuse(`${path} is there already`)
  writeFileSync(path, text)
  console.log(`made     ${path}`)
}

function edit(path, change) {
  const text = readFileSync(path, 'utf8')
  const changed = change(text)
  if (changed === text) refuse(`${path} does not look as expected: nothing was changed in it`)
  writeFileSync(path, changed)
  console.log(`changed  ${path}`)
}

function refuse(why) {
  console.error(why)
  process.exit(2)
}
