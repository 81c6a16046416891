import { ErrorBody } from '@testplanit/api/errors'
import { expect, test } from 'vitest'
import { addressOf, call, isCommand, isInPath, methodOf, type Named, operations, takesBody } from './operations.ts'
import { type Ids, leavesOf, requiredOf, sampleOf, withLeaf } from './samples.ts'
import { type Answered, type Client, noId, startServer } from './server.ts'
import { keepNothing, makeWorld } from './world.ts'

const server = await startServer()
const { admin, anonymous, client, make, app } = server
const world = await makeWorld(server)
const outsider = (await make.user()).client
keepNothing(server)

/** The documented body, and nothing beside it. */
function fault({ status, body, headers }: Answered): [number, string | undefined] {
  expect(ErrorBody.strict().safeParse(body).error, JSON.stringify(body)).toBeUndefined()
  expect(headers['content-type']).toBe('application/json; charset=utf-8')
  expect(headers['x-request-id']).toMatch(/^[\da-f-]{36}$/)
  expect(JSON.stringify(body)).not.toMatch(/\bat \/|node_modules|select |insert into/i)
  return [status, body.error.details?.field]
}

const isName = (path: (string | 0)[]) =>
  /^(name|\w+Name|title|icon|color)$/.test(String(path.at(-1))) || (path[0] === 'tags' && path[1] === 0)
const isText = ({ type }: { type: string }) => type === 'string'
const json = { 'content-type': 'application/json' }
const withBody = operations.filter(({ operation }) => takesBody(operation) && operation.kind !== 'upload')
const NUL = String.fromCharCode(0)
const LONE_SURROGATE = String.fromCharCode(0xd800)

for (const one of operations) {
  const { name, operation } = one
  const sample = sampleOf(one, world as Ids)
  const required = requiredOf(one).filter((field) => !isInPath(operation, field))
  const leaves = leavesOf(one).filter(({ path: [first] }) => !isInPath(operation, String(first)))

  test(`${name}: an unknown field is named`, async () => {
    expect(fault(await call(admin, operation, { ...sample, surprise: 'x' }))).toEqual([422, 'surprise'])
  })

  if (required.length)
    test(`${name}: a missing field is named`, async () => {
      for (const field of required) {
        const { [field]: _, ...rest } = sample
        expect(fault(await call(admin, operation, rest))).toEqual([422, field])
      }
    })

  if (isCommand(one))
    test(`${name}: the address has no fields of the body`, async () => {
      for (const field of [...new Set(['surprise', ...leaves.map(({ path: [first] }) => String(first))])]) {
        const url = `${addressOf(operation, sample)}?${field}=x`
        const answer = await admin.call(methodOf(operation), url, takesBody(operation) ? {} : undefined)
        expect(fault(answer)).toEqual([422, field])
      }
    })

  if (takesBody(operation) && operation.kind !== 'upload')
    test(`${name}: a wrong type is named`, async () => {
      const typesAt = Object.groupBy(leaves, ({ path }) => path.join('.'))
      for (const { path, type } of leaves) {
        const isEither = (typesAt[path.join('.')] ?? []).some((one) => one.type === 'number')
        const wrong = isEither ? 'seven' : type === 'string' || type === 'enum' ? 7 : 'seven'
        if (type === 'unknown') continue
        const answer = await call(admin, operation, withLeaf(sampleOf(one, world, path), path, wrong))
        expect(fault(answer)).toEqual([422, path.join('.')])
      }
      for (const body of ['[]', '"text"', '7', '[[[]]]'])
        expect(fault(await admin.call(methodOf(operation), addressOf(operation, sample), body))[0]).toBe(422)
    })

  if (!takesBody(operation))
    test(`${name}: a wrong value in the address is named`, async () => {
      for (const { path, type } of leaves.filter(({ type }) => ['number', 'boolean', 'enum'].includes(type)))
        expect(fault(await call(admin, operation, { ...sample, [String(path[0])]: 'seven' })), type).toEqual([
          422,
          path.join('.'),
        ])
    })

  if (operation.path.includes('{'))
    test(`${name}: a malformed id in the path is a 404`, async () => {
      const [field = ''] = /(?<={)\w+/.exec(operation.path) ?? []
      for (const id of ['7', 'x'.repeat(300), '../..', "' or 1=1 --"])
        expect(fault(await call(admin, operation, { ...sample, [field]: id }))[0]).toBe(404)
    })

  test(`${name}: what cannot be stored is named, whatever else a text holds is no fault of ours`, async () => {
    for (const { path } of leaves.filter(isText)) {
      const input = sampleOf(one, world, path)
      for (const wrong of [`a${NUL}b`, `a${LONE_SURROGATE}b`])
        if (isCommand(one)) {
          const sent = operation.kind === 'upload' && wrong.includes(LONE_SURROGATE) ? NUL : wrong
          expect(fault(await call(admin, operation, withLeaf(input, path, sent)))).toEqual([422, path.join('.')])
        }
      for (const hostile of HOSTILE) {
        const answer = await call(admin, operation, withLeaf(input, path, hostile))
        expect(answer.status, `${path.join('.')}: ${hostile.slice(0, 40)}`).toBeLessThan(500)
        if (answer.status >= 400) fault(answer)
      }
    }
  })

  const names = isCommand(one) ? leaves.filter(({ path }) => isName(path)) : []
  if (names.length)
    test(`${name}: a name stands on one line`, async () => {
      for (const { path } of names)
        for (const wrong of ['a\nb', 'a\tb', 'a\rb', '\u0007', 'a\u007fb', 'a\u0085b', 'a\u2028b']) {
          const answer = await call(admin, operation, withLeaf(sampleOf(one, world, path), path, wrong))
          expect(fault(answer), JSON.stringify(wrong)).toEqual([422, path.join('.')])
        }
    })

  if (operation.access.scope !== 'anyone')
    test(`${name}: the anonymous hear 401, whatever else is wrong`, async () => {
      const url = addressOf(operation, sample)
      const strangers: Client[] = [
        anonymous,
        client({ authorization: 'Bearer tpi_wrong' }),
        client({ cookie: 'testplanit_session=x' }),
      ]
      for (const stranger of strangers) {
        expect(fault(await call(stranger, operation, { ...sample, surprise: 'x' }))[0]).toBe(401)
        if (!takesBody(operation)) continue
        const [inPath] = /(?<={)\w+/.exec(operation.path) ?? []
        if (inPath) expect(fault(await stranger.call(methodOf(operation), url, { [inPath]: noId }))[0]).toBe(401)
        for (const body of ['{', Buffer.from([0x22, 0xff, 0x22]), '[]'])
          expect(fault(await stranger.call(methodOf(operation), url, body, json))[0]).toBe(401)
        expect(fault(await stranger.call(methodOf(operation), url, 'x', { 'content-type': 'text/plain' }))[0]).toBe(401)
      }
    })
}

const HOSTILE = [
  "'; drop table users; --",
  `' or '1'='1`,
  '"; select pg_sleep(10); --',
  '%_\\',
  ['$1 $$ $', '{1+1} {{7*7}}'].join(''),
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '/dev/null',
  '<script>alert(1)</script>',
  '\u202e\u0007\r\n\t',
  '😀'.repeat(20),
  'x'.repeat(300),
]

for (const { name, operation, ...one } of withBody as Named[]) {
  const url = addressOf(operation, sampleOf({ name, operation, ...one }, world))
  const send = (body: string | Buffer, headers: object = json) => admin.call(methodOf(operation), url, body, headers)

  test(`${name}: a body that cannot be read is a 400, one that is too large a 413`, async () => {
    for (const body of ['{', '{"a":}', "{'a':1}", Buffer.from('{"name":"\xff"}', 'latin1'), '{"__proto__":{"x":1}}'])
      expect(fault(await send(body))[0]).toBe(400)
    for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x'])
      expect(fault(await send('x', { 'content-type': type }))[0]).toBe(400)
    expect(fault(await send(huge))[0]).toBe(413)
  })

  test(`${name}: endless nesting is no fault of ours`, async () => {
    const deep = `${'[['.repeat(10_000)}${']]'.repeat(10_000)}`
    const wide = `{"a":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`
    for (const body of [deep, wide, `{"description":${wide}}`, `{"description":{"type":"doc","content":${deep}}}`])
      expect([400, 422]).toContain(fault(await send(body))[0])
  })
}

const huge = Buffer.alloc(11 * 1024 * 1024, 0x20)

test('unknown paths answer 404, and 401 to the anonymous', async () => {
  for (const path of ['/api/nothing', '/api/projects/x/y/z', '/api/', '/api']) {
    expect(fault(await admin.get(path))[0]).toBe(404)
    expect(fault(await anonymous.get(path))[0]).toBe(401)
    expect(fault(await admin.post(path, { a: 1 }))[0]).toBe(404)
  }
  expect(fault(await admin.call('PATCH', '/api/projects', {}))[0]).toBe(404)
  expect(fault(await admin.delete('/api/projects'))[0]).toBe(404)
})

test('a path that is no path is a 400', async () => {
  for (const path of ['/api/projects/%E0%A4%A', '/api/projects/%zz', '/api/projects/%ff'])
    expect(fault(await admin.get(path))[0]).toBe(400)
})

test('queries that are none are refused by name', async () => {
  const projects = '/api/projects'
  for (const [query, field] of [
    ['limit=0', 'limit'],
    ['limit=251', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['offset=-1', 'offset'],
    ['cursor=x', 'cursor'],
    ['cursor=x&offset=1', 'cursor'],
    ['search=a%00b', 'search'],
    ['search[]=x', 'search[]'],
    ['__proto__=x', '__proto__'],
    ['constructor=x', 'constructor'],
  ])
    expect(fault(await admin.get(`${projects}?${query}`)), query).toEqual([422, field])
  expect((await admin.get(`${projects}?search=%ED%A0%80`)).status).toBeLessThan(500)
})

test('who may not see it hears 404 before anything about what they name', async () => {
  const milestone = { projectId: world.project, name: 'x', parentId: noId }
  expect(fault(await outsider.post('/api/milestones', milestone))).toEqual([404, undefined])
  expect(fault(await outsider.put(`/api/projects/${world.project}`, { name: 7 }))).toEqual([422, 'name'])
})

test('a name that stands in path and body must agree', async () => {
  const path = `/api/projects/${world.project}`
  expect(fault(await admin.put(path, { projectId: noId }))).toEqual([422, 'projectId'])
  expect((await admin.put(path, { projectId: world.project })).status).toBe(200)
})

test('an empty JSON body counts as none', async () => {
  const { statusCode } = await app.inject({ method: 'DELETE', url: `/api/projects/${noId}`, headers: json })
  expect(statusCode).toBe(401)
  expect((await admin.call('DELETE', `/api/projects/${noId}`, '', json)).status).toBe(404)
})
