import type { Case } from '@testplanit/api/domains/cases/schemas'
import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import type { RunCase } from '@testplanit/api/domains/runs/schemas'
import { notFound } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { caseColumns } from '../cases/answers.ts'
import { runCase } from './answers.ts'
import { standingFor } from './queries.ts'
import { mustStandOnce } from './rules.ts'

type Row = Case & { runCase: RunCase; flaky: boolean; resultId: string | null; matches: number }

export const getRunCase: Handler<typeof operations.getCase> = async ({ input, db }) => {
  const [row] = await db.execute<Row>(sql`
    select ${caseColumns}, ${runCase} as "runCase", rc.flaky, rc.result_id as "resultId", one.matches
      from ${standingFor(input.runId, input.caseId)} one
      join run_cases rc on rc.id = one.id
      join cases on cases.id = rc.case_id`)
  if (!row) throw notFound('case in this run')
  const { runCase: own, flaky, resultId, matches, ...testCase } = row
  mustStandOnce(matches, 'caseId')
  const { number, title, priority, automationStatus, folderId, estimate, deleted } = testCase
  const listed = { number, title, priority, automationStatus, folderId, estimate, flaky, caseDeleted: deleted }
  return { ...own, ...listed, resultId, testCase }
}
