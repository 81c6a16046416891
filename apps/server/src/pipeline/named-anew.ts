import type { Database } from '../platform/database/database.ts'
import type { Lead } from './authorize.ts'
import { entityTables } from './entities.ts'
import type { Reference } from './references.ts'

/**
 * Of the references of a PUT that name nothing living, those that it would bring in. What the entity names already, and
 * is gone by now, may be named again: what GET gave can be PUT back.
 */
export async function namedAnew({ sql }: Database, { entity, id }: Lead, missing: Reference[]): Promise<Reference[]> {
  const [row] = await sql.unsafe(
    `select to_jsonb(e) as is from ${entityTables[entity].table} e where e.id = $1 and e.deleted_at is null`,
    [id],
    { prepare: true },
  )
  return missing.filter((one) => row?.is[columnOf(one.field)] !== one.id)
}

const columnOf = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
