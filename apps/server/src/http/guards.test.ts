import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { addressOf, methodOf, operations, takesBody } from '../../test/operations.ts'
import { startServer } from '../../test/server.ts'

const { admin, anonymous, client, make, app } = await startServer()
const project = await make.project()
const KB = 1024
/** A JSON body of so many bytes that would be fine but for its length. */
const bodyOf = (bytes: number) => JSON.stringify({ projectId: project.id, name: 'x' }).padEnd(bytes)
const invented = [
  client({ cookie: 'testplanit_session=x' }),
  client({ authorization: 'Bearer tpi_x' }),
  client({ authorization: 'Bearer tpi_x', cookie: 'testplanit_session=x' }),
]
const strangers = [anonymous, ...invented]

const open = operations.filter(({ operation }) => operation.access.scope === 'anyone' && takesBody(operation))
test.each(open)('$name: a body of more than 64 kB is a 413, whoever sends it', async ({ operation }) => {
  const [method, url] = [methodOf(operation), addressOf(operation, {})]
  for (const who of [...strangers, admin]) {
    expect((await who.call(method, url, bodyOf(64 * KB))).status).toBe(422)
    expect((await who.call(method, url, bodyOf(64 * KB + 1))).status).toBe(413)
  }
})

test('there are such operations', () => {
  expect(open.map(({ name }) => name)).toEqual(expect.arrayContaining(['auth.setup', 'auth.login']))
})

/** Sends the head of a large request and a little of its body, and waits for the answer while the rest never comes. */
async function begin(path: string, headers: Record<string, string>): Promise<number> {
  const { port } = app.server.address() as AddressInfo
  const request = httpRequest({
    port,
    path,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
  })
  request.write('{"name":')
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve).on('error', reject)
  })
  request.destroy()
  return answer.statusCode ?? 0
}

test('elsewhere, and by tRPC, strangers hear 401 while their large body is on its way', async () => {
  await app.listen({ port: 0 })
  const credentials: Record<string, string>[] = [
    {},
    { cookie: 'testplanit_session=x' },
    { authorization: 'Bearer tpi_x' },
  ]
  for (const path of ['/api/milestones', '/api/nothing', '/trpc/milestones.create', '/trpc/auth.login'])
    for (const credential of credentials) {
      expect(await begin(path, { ...credential, 'content-length': String(64 * KB + 1) })).toBe(401)
      expect(await begin(path, { ...credential, 'transfer-encoding': 'chunked' })).toBe(401)
    }
})

test('who is known may send a large body, strangers a small one', async () => {
  expect((await admin.post('/api/milestones', bodyOf(1024 * KB))).status).toBe(201)
  expect((await admin.post('/trpc/milestones.create', bodyOf(1024 * KB))).status).toBe(200)
  const right = { email: 'admin@example.com', password: 'Admin-pass-1' }
  expect((await anonymous.post('/trpc/auth.login', right)).status).toBe(200)
})
