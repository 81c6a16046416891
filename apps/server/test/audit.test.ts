import { expect, test } from 'vitest'
import { call, isCommand, type Named, operations } from './operations.ts'
import { sampleOf } from './samples.ts'
import { startServer } from './server.ts'
import { makeWorld } from './world.ts'

const server = await startServer()
const { make, platform } = server
const SECRETS = /\$argon2|tpi_|Some-pass|Sample password|passwordHash|tokenHash/

/**
 * Results say themselves who and when; an installation is set up once, before there is a server to ask; who has
 * forgotten their password is sent mail, and here is none (`reset.test.ts` looks at their row).
 */
const without = new Set(['results.execute', 'results.executeMany', 'auth.setup', 'auth.forgotPassword'])

const isAudited = (one: Named) => isCommand(one) || one.operation.kind === 'download'

for (const one of operations.filter((each) => isAudited(each) && !without.has(each.name)))
  test(`${one.name}: leaves a row that says who and what, and no secret`, async () => {
    const { user, client } = await make.user({ systemAccess: 'ADMIN' })
    const world = await makeWorld(server, client)
    const { status, headers, body } = await call(client, one.operation, sampleOf(one, world))
    expect(status, JSON.stringify(body)).toBe(one.operation.status)
    const rows = await platform.database.sql`
      select * from audit_log where request_id = ${String(headers['x-request-id'])}`
    expect(rows).toHaveLength(1)
    for (const row of rows) {
      expect(row).toMatchObject({ operation: one.name, address: '127.0.0.1' })
      if (one.operation.access.scope !== 'anyone') expect(row.user_id).toBe(user.id)
      if (one.operation.access.scope === 'project') expect(row.project_id).toBe(world.project)
      expect(JSON.stringify(row.changes)).not.toMatch(SECRETS)
    }
  })

test('what was refused leaves none', async () => {
  const { client } = await make.user()
  const { status, headers } = await client.post('/api/projects', { name: 'Mine' })
  expect(status).toBe(403)
  expect(
    await platform.database.sql`select 1 from audit_log where request_id = ${String(headers['x-request-id'])}`,
  ).toHaveLength(0)
})
