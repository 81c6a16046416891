import type { CaseFilter } from '@testplanit/api/domains/cases/schemas'
import { MAX_CHOSEN_CASES } from '@testplanit/api/domains/runs/schemas'
import { type Issue, invalid } from '@testplanit/api/errors'
import { and, sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/ids.ts'
import { casesWhere } from '../cases/queries.ts'
import { cases } from '../cases/tables.ts'
import { grantsSql } from '../members/queries.ts'
import type { ChosenCase } from './queries.ts'

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

interface Choice {
  testCases?: ChosenCase[] | undefined
  filter?: CaseFilter | undefined
}

/** The cases that an input puts into a run, by their ids or by a filter. Throws VALIDATION_ERROR. */
export async function chooseCases(tx: Writer, projectId: string, { testCases, filter }: Choice): Promise<ChosenCase[]> {
  if (filter) {
    const found = await tx
      .select({ repositoryCaseId: cases.id })
      .from(cases)
      .where(and(...casesWhere(projectId, filter)))
      .limit(MAX_CHOSEN_CASES + 1)
    if (found.length <= MAX_CHOSEN_CASES) return found
    throw invalid({ field: 'filter', message: `finds more than ${MAX_CHOSEN_CASES} cases: narrow it down` })
  }
  const chosen = testCases ?? []
  await mustReadProject(
    tx,
    projectId,
    chosen.flatMap(({ assignedTo }, i) =>
      assignedTo ? [{ userId: assignedTo, field: `testCases.${i}.assignedTo` }] : [],
    ),
  )
  return chosen
}
