import type { cases as operations } from '@testplanit/api/domains/cases/operations'
import type { Case } from '@testplanit/api/domains/cases/schemas'
import { notFound } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { caseColumns } from './answers.ts'

export const getCase: Handler<typeof operations.get> = async ({ input, db }) => {
  const [found] = await db.execute<Case>(
    sql`select ${caseColumns} from cases where id = ${input.caseId} and deleted_at is null`,
  )
  if (!found) throw notFound('test case')
  return found
}
