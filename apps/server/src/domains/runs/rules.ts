import { conflict, type Issue, invalid } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/ids.ts'
import { grantsSql } from '../members/access.ts'
import type { RunRow } from './answers.ts'

/** Throws CONFLICT where nothing may change in a run any more. */
export function mustBeActive({ status }: Pick<RunRow, 'status'>): void {
  if (status !== 'ACTIVE')
    throw conflict(`This run is ${status.toLowerCase()}: it takes no changes. Reopen it (status ACTIVE) to go on.`)
}

/** Throws VALIDATION_ERROR naming those of an input's ids that a run does not hold. */
export function mustHold(unknownPlaces: number[]): void {
  const [first, ...others] = unknownPlaces.map((i) => ({ field: `ids.${i}`, message: 'names nothing in this run' }))
  if (first) throw invalid(first, ...others)
}

/** Throws CONFLICT where an id stands for several run cases of a run. */
export function mustStandOnce(matches: number, field: string): void {
  if (matches > 1)
    throw conflict(
      'This case stands in the run more than once: give the id of the run case (testCases[].id of the run).',
      field,
    )
}

/** A user whom an input assigns, and where it says so. */
export interface Assignee {
  userId: string
  field: string
}

/** Throws VALIDATION_ERROR for those who could not open what they are assigned: they cannot read the project. */
export async function mustReadProject(tx: Writer, projectId: string, assignees: Assignee[]): Promise<void> {
  if (!assignees.length) return
  const ids = [...new Set(assignees.map(({ userId }) => userId))]
  const readers = await tx.execute<{ id: string }>(sql`
    select c.id
      from users c
      join projects p on p.id = ${projectId}
     cross join lateral (select ${sql.raw(grantsSql('c', 'p'))} as grants) g
     where c.id = ${anyOf(ids)} and c.active and g.grants <> '[]'::jsonb`)
  const known = new Set(readers.map(({ id }) => id))
  const [first, ...others] = assignees.filter(({ userId }) => !known.has(userId.toLowerCase())).map(toIssue)
  if (first) throw invalid(first, ...others)
}

const toIssue = ({ field }: Assignee): Issue => ({ field, message: 'names a user who cannot read this project' })
