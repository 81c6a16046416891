import type { cases as operations } from '@testplanit/api/domains/cases/operations'
import { notFound } from '@testplanit/api/errors'
import { and, eq, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { caseColumns } from './queries.ts'
import { cases } from './tables.ts'

export const getCase: Handler<typeof operations.get> = async ({ input, db }) => {
  const [found] = await db
    .select(caseColumns)
    .from(cases)
    .where(and(eq(cases.id, input.caseId), isNull(cases.deletedAt)))
  if (!found) throw notFound('test case')
  return found
}
