// pnpm new:operation <domain> <verb-noun>: a declaration, a handler and a failing test, each in its room.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const [domain, file] = process.argv.slice(2).filter((word) => word !== '--')
const NAME = /^[a-z]+(-[a-z]+)*$/
if (!NAME.test(domain ?? '') || !/^[a-z]+(-[a-z]+)+$/.test(file ?? '')) {
  console.error('Say a domain and a verb with its noun: pnpm new:operation milestones archive-milestone')
  process.exit(2)
}

const camel = (words) => words.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())
const [verb, ...rest] = file.split('-')
const noun = rest.join('-')
const domainKey = camel(domain)
/** `create-milestone` in milestones is `create`; `archive-everything` there is `archiveEverything`. */
const isOwn = domain === noun || domain === `${noun}s` || domain === noun.replace(/y$/, 'ies')
const key = isOwn ? verb : camel(file)
const handler = camel(file)
const kind = ['get', 'list', 'read', 'find'].includes(verb) ? 'query' : 'command'
const method =
  kind === 'query' ? 'GET' : ({ update: 'PUT', set: 'PUT', delete: 'DELETE', remove: 'DELETE' }[verb] ?? 'POST')

const api = `packages/api/src/domains/${domain}`
const server = `apps/server/src/domains/${domain}`
const isNew = !existsSync(`${api}/operations.ts`)
for (const folder of [api, server]) mkdirSync(folder, { recursive: true })

const declaration = `  ${key}: ${kind}({
    path: '${method} /${domain}/${verb}',
    summary: '${verb[0].toUpperCase()}${verb.slice(1)} ${noun.replaceAll('-', ' ')}',
    access: admin,
    input: z.strictObject({}),
    output: z.object({}),
  }),
`
if (isNew) {
  write(
    `${api}/operations.ts`,
    `import * as z from 'zod'
import { admin } from '../../access.ts'
import { ${kind}, type Operations } from '../../operation.ts'

export const ${domainKey} = {
${declaration}} satisfies Operations
`,
  )
  write(
    `${server}/handlers.ts`,
    `import type { Handlers } from '../../pipeline/handler.ts'

export const ${domainKey}Handlers = {
} satisfies Handlers['${domainKey}']
`,
  )
  edit('packages/api/src/contract.ts', (text) =>
    text
      .replace(
        '\n/** Every operation',
        `import { ${domainKey} } from './domains/${domain}/operations.ts'\n\n/** Every operation`,
      )
      .replace('\n}\nexport type', `\n  ${domainKey},\n}\nexport type`),
  )
  edit('apps/server/src/handlers.ts', (text) =>
    text
      .replace('import type', `import { ${domainKey}Handlers } from './domains/${domain}/handlers.ts'\nimport type`)
      .replace('\n} satisfies', `\n  ${domainKey}: ${domainKey}Handlers,\n} satisfies`),
  )
} else {
  edit(`${api}/operations.ts`, (text) => {
    if (text.includes(`\n  ${key}: `)) refuse(`${api}/operations.ts has ${key} already`)
    const words = { admin: '../../access.ts', [kind]: '../../operation.ts' }
    const known = Object.entries(words).reduce((all, [word, from]) => importing(all, word, from), text)
    return importing(known, '* as z', 'zod').replace(
      '\n} satisfies Operations',
      `\n${declaration}} satisfies Operations`,
    )
  })
}

write(
  `${server}/${file}.ts`,
  `import type { ${domainKey} as operations } from '@testplanit/api/domains/${domain}/operations'
import type { Handler } from '../../pipeline/handler.ts'

export const ${handler}: Handler<typeof operations.${key}> = async (${kind === 'query' ? '{ db }' : '{ tx, record }'}) => {
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
write(
  `${server}/${file}.test.ts`,
  `import { expect, test } from 'vitest'
import { startServer } from '../../../test/server.ts'

const { admin } = await startServer()

test('${verb} ${noun.replaceAll('-', ' ')}: say here what it promises', async () => {
  const { status } = await admin.call('${method}', '/api/${domain}/${verb}'${method === 'GET' || method === 'DELETE' ? '' : ', {}'})
  expect(status).toBe(200)
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
  then: pnpm exec vitest run --project server ${server}`)

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
  process.exit(1)
}
