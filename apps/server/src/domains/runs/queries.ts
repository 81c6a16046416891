import type { CaseFilter } from '@testplanit/api/domains/cases/schemas'
import { MAX_CHOSEN_CASES } from '@testplanit/api/domains/runs/schemas'
import { invalid, notFound } from '@testplanit/api/errors'
import { and, eq, isNull } from 'drizzle-orm'
import { type Reader, rawOf, type Writer } from '../../platform/database/database.ts'
import { attachmentsAt } from '../attachments/answers.ts'
import { casesWhere, fieldIdsIn } from '../cases/queries.ts'
import { cases } from '../cases/tables.ts'
import { readFields } from '../fields/queries.ts'
import { mustReadProject } from '../members/rules.ts'
import { firstRunCases, type RunRow, runColumns, runOf } from './answers.ts'
import { runs } from './tables.ts'

/** A living run with its first run cases. Throws NOT_FOUND. */
export async function readRun(db: Reader, id: string) {
  const [row] = await db
    .select({ ...runColumns, testCases: firstRunCases, attachments: attachmentsAt('run_id', 'runs.id') })
    .from(runs)
    .where(and(eq(runs.id, id), isNull(runs.deletedAt)))
  if (!row) throw notFound('test run')
  return runOf(row)
}

/**
 * Locks a run, as every command on what is in it does first; what is read by a later statement is then true to the end.
 * It is on its way before this returns: another statement may be sent behind it without waiting for the answer.
 * Throws NOT_FOUND where it does not live.
 */
export async function lockRun(tx: Writer, id: string) {
  const [row] = await rawOf(tx)<(Pick<RunRow, 'id' | 'projectId' | 'status'> & { configurationIds: string[] })[]>`
    select id, project_id as "projectId", status, array(
             select k.configuration_id from run_configurations k where k.run_id = runs.id order by k.position
           ) as "configurationIds"
      from runs where id = ${id} and deleted_at is null for update`.execute()
  if (!row) throw notFound('test run')
  return row
}

/** Which cases come into a run; `assignedTo` tests them there. */
export interface ChosenCase {
  repositoryCaseId: string
  assignedTo?: string | null | undefined
}

interface Choice {
  testCases?: ChosenCase[] | undefined
  filter?: CaseFilter | undefined
}

/** The cases that an input puts into a run, by their ids or by a filter. Throws VALIDATION_ERROR. */
export async function chooseCases(tx: Writer, projectId: string, { testCases, filter }: Choice): Promise<ChosenCase[]> {
  if (filter) {
    const known = await readFields(tx, projectId, fieldIdsIn(filter))
    const found = await tx
      .select({ repositoryCaseId: cases.id })
      .from(cases)
      .where(and(...casesWhere(projectId, filter, known, 'filter.')))
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
