import type { cases as operations } from '@testplanit/api/domains/cases/operations'
import { notFound } from '@testplanit/api/errors'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { prepareOnce } from '../../platform/database/prepare.ts'
import { caseColumns } from './queries.ts'
import { cases } from './tables.ts'

const readCase = prepareOnce((db) =>
  db
    .select(caseColumns)
    .from(cases)
    .where(and(eq(cases.id, sql.placeholder('id')), isNull(cases.deletedAt)))
    .prepare('case'),
)

export const getCase: Handler<typeof operations.get> = async ({ input, db }) => {
  const [found] = await readCase(db).execute({ id: input.caseId })
  if (!found) throw notFound('test case')
  return found
}
