import { type Issue, refuseAny } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import { stale } from '../../platform/database/entities.ts'

interface Steps {
  /** Where the case stands in the input. */
  at?: string | undefined
  steps?: { id?: string | undefined }[] | undefined
  /** The ids of the case's own, removed ones too; a new case has none. */
  stepIds?: string[]
}

/** Throws VALIDATION_ERROR for a step that carries an id and is none of its case's, or stands there twice. */
export function mustOwnSteps(cases: Steps[]): void {
  refuseAny(
    cases.flatMap(({ at = '', steps = [], stepIds }) => {
      const own = new Set(stepIds)
      return steps.flatMap(({ id }, i): Issue[] =>
        !id || own.delete(id) ? [] : [{ field: `${at}steps.${i}.id`, message: 'names no step of this case, or twice' }],
      )
    }),
  )
}

interface Seen {
  id: string
  version: number
  expectedVersion?: number | undefined
}

/** Throws CONFLICT where a case has not the version that a caller saw; it names the fields that have changed since. */
export async function mustBeAsSeen(tx: Writer, cases: Seen[]): Promise<void> {
  const other = cases.find(({ version, expectedVersion = version }) => version !== expectedVersion)
  if (!other) return
  const changed = await tx.execute<{ field: string }>(sql`
    select distinct jsonb_array_elements_text(changed) as field from case_versions
     where case_id = ${other.id} and version >= ${other.expectedVersion} order by field`)
  throw stale(
    other.version,
    changed.map(({ field }) => field),
  )
}
