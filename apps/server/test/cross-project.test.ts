import { expect, test } from 'vitest'
import { entityTables } from '../src/pipeline/entities.ts'
import { call, commands, isInPath } from './operations.ts'
import { type Ids, type Leaf, leavesOf, sampleOf, withLeaf } from './samples.ts'
import { noId, startServer } from './server.ts'
import { makeWorld } from './world.ts'

const server = await startServer()
const { admin, platform } = server
const [here, elsewhere] = [await makeWorld(server), await makeWorld(server)]

/** The state of every table, but for what only counts or tells of calls. */
async function contents(): Promise<Record<string, unknown>> {
  const { sql } = platform.database
  const tables = await sql`
    select relname from pg_class where relkind in ('r', 'p') and not relispartition
       and relnamespace = 'public'::regnamespace and relname not in ('logins', 'rate_limits')`
  const digests = tables.map(async ({ relname }) => {
    const [row] = await sql`select md5(string_agg(t::text, ',' order by t::text)) as digest from ${sql(relname)} t`
    return [relname, row?.digest]
  })
  return Object.fromEntries(await Promise.all(digests))
}

const before = await contents()

/** An entity of the other project, where the field says what it names; what belongs to no project is only unknown. */
const foreign = ({ entity }: Leaf): string[] => {
  const id = entity && entityTables[entity].inProject ? elsewhere[entity as keyof Ids] : undefined
  return id === undefined || id === noId ? [] : [id]
}

/** A filter that names nothing of here finds nothing. */
const isFilter = ({ path: [first] }: Leaf) => first === 'filter'

/** The field that says what an operation is about, and those of the path, are 404s; the rest is a 422. */
const isAbout = ({ access }: (typeof commands)[number]['operation'], field: string) =>
  ((access.scope === 'project' || access.scope === 'subject') && access.field === field) ||
  (access.scope === 'either' && access.leads.some((lead) => lead.field === field))

for (const one of commands)
  for (const leaf of leavesOf(one).filter((field) => field.isUuid && !isFilter(field))) {
    const { name, operation } = one
    const field = leaf.path.join('.')
    test(`${name}: ${field} of elsewhere`, async () => {
      const isSubject = isAbout(operation, field)
      for (const id of [noId, ...(isSubject ? [] : foreign(leaf))]) {
        const { status, body } = await call(admin, operation, withLeaf(sampleOf(one, here, leaf.path), leaf.path, id))
        const wanted = isSubject || isInPath(operation, field) ? [404, undefined] : [422, field]
        expect([status, body.error?.details?.field], JSON.stringify(body)).toEqual(wanted)
      }
    })
  }

test('nothing of all that changed anything', async () => {
  expect(await contents()).toEqual(before)
})
