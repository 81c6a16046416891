import type { cases as operations } from '@testplanit/api/domains/cases/operations'
import type { Case } from '@testplanit/api/domains/cases/schemas'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, type Listing, page, type Sort, sortedBy } from '../../platform/database/page.ts'
import { readFields } from '../fields/queries.ts'
import { caseColumns } from './answers.ts'
import { casesByField, fieldToSortBy, idToSortBy, type Sorted } from './listing/by-field.ts'
import { casesWhere, fieldIdsIn, readCaseCount } from './queries.ts'
import { cases } from './tables.ts'

export const listCases: Handler<typeof operations.list> = async ({ input, db }) => {
  const { projectId, sort, limit: _, offset: __, cursor: ___, ...filter } = input
  const { folderId, ...further } = filter
  const isCounted = !(folderId && further.includeSubfolders) && !isGiven({ ...further, includeSubfolders: undefined })
  const sortId = idToSortBy(sort)
  const known = await readFields(db, projectId, [...fieldIdsIn(filter), ...(sortId ? [sortId] : [])])
  const shared: Pick<Listing<Case>, 'where' | 'total' | 'totalIsKept'> = {
    where: casesWhere(projectId, filter, known),
    total: (where) => (isCounted ? readCaseCount(db, projectId, folderId) : cappedCount(db, cases, where)),
    totalIsKept: isCounted,
  }
  const by = fieldToSortBy(sort, known)
  if (by) {
    const { data, pagination } = await page<Sorted>(input, {
      ...shared,
      order: { id: cases.id, by: sql`k.key`, keyOf: ({ sortKey }) => sortKey, descending: by.descending },
      rows: (slice) => db.execute<Sorted>(casesByField(by, slice)),
    })
    return { data: data.map(({ sortKey: _key, ...one }) => one), pagination }
  }
  return page(input, {
    ...shared,
    order: sortedBy(cases, sort as Sort<typeof cases>),
    rows: ({ where, orderBy, limit, offset }) => {
      const slice = sql`select * from cases where ${where} order by ${orderBy} limit ${limit} offset ${offset}`
      return db.execute<Case>(sql`select ${caseColumns} from (${slice}) cases order by ${orderBy}`)
    },
  })
}

const isGiven = (filter: object) => Object.values(filter).some((value) => value !== undefined && String(value) !== '')
