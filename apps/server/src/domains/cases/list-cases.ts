import type { cases as operations } from '@testplanit/api/domains/cases/operations'
import type { Case } from '@testplanit/api/domains/cases/schemas'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page, sortedBy } from '../../platform/database/page.ts'
import { caseColumns } from './answers.ts'
import { casesWhere, readCaseCount } from './queries.ts'
import { cases } from './tables.ts'

export const listCases: Handler<typeof operations.list> = async ({ input, db }) => {
  const { projectId, sort, limit: _, offset: __, cursor: ___, ...filter } = input
  const { folderId, ...further } = filter
  const isCounted = !(folderId && further.includeSubfolders) && !isGiven({ ...further, includeSubfolders: undefined })
  return page(input, {
    order: sortedBy(cases, sort),
    where: casesWhere(projectId, filter),
    rows: ({ where, orderBy, limit, offset }) => {
      const slice = sql`select * from cases where ${where} order by ${orderBy} limit ${limit} offset ${offset}`
      return db.execute<Case>(sql`select ${caseColumns} from (${slice}) cases order by ${orderBy}`)
    },
    total: (where) => (isCounted ? readCaseCount(db, projectId, folderId) : cappedCount(db, cases, where)),
    totalIsKept: isCounted,
  })
}

const isGiven = (filter: object) => Object.values(filter).some((value) => value !== undefined && String(value) !== '')
