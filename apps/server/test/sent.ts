import type { Database } from '../src/platform/database/database.ts'

/** The statements that the server sends while it works on something; not those by which a new connection asks for types. */
export async function sentBy({ sql }: Pick<Database, 'sql'>, work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = []
  sql.options.debug = (_connection, text) => {
    if (!text.includes('pg_catalog.pg_type')) sent.push(text)
  }
  await work()
  sql.options.debug = false
  return sent
}
