import type { caseLinks as operations } from '@testplanit/api/domains/case-links/operations'
import type { CaseKey, LinkWhere } from '@testplanit/api/domains/case-links/schemas'
import { and, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { readableProjects } from '../members/access.ts'
import { linkColumns } from './answers.ts'
import { caseLinks } from './tables.ts'

/** What a caller asks was checked against a schema: here it becomes conditions on columns that we name. */
export const findManyLinks: Handler<typeof operations.findMany> = async ({ input, actor, platform }) => {
  const { where: asked = {}, include = {} } = input.q ?? {}
  // Callers nest what they ask as they like: a text for each way of it is not kept prepared.
  const db = platform.database.unprepared
  return page(input, {
    order: { id: caseLinks.id, descending: true },
    where: [
      sql`${caseLinks.projectId} in ${readableProjects(actor.id, 'cases')}`,
      conditionOf(asked),
      asksForDeleted(asked) ? undefined : isNull(caseLinks.deletedAt),
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      db.select(linkColumns(include)).from(caseLinks).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, caseLinks, where),
  })
}

function conditionOf({ id, caseAId, caseBId, type, isDeleted, OR, AND }: LinkWhere): SQL {
  const { deletedAt } = caseLinks
  const all = and(
    id === undefined ? undefined : eq(caseLinks.id, id),
    caseAId === undefined ? undefined : isCase(caseLinks.caseAId, caseAId),
    caseBId === undefined ? undefined : isCase(caseLinks.caseBId, caseBId),
    type && eq(caseLinks.type, type),
    isDeleted === undefined ? undefined : isDeleted ? isNotNull(deletedAt) : isNull(deletedAt),
    OR && (or(...OR.map(conditionOf)) ?? sql`false`),
    AND && and(...AND.map(conditionOf)),
  )
  return all ?? sql`true`
}

const isCase = (column: PgColumn, key: CaseKey) =>
  typeof key === 'number' ? sql`${column} = (select id from cases where number = ${key})` : eq(column, key)

const asksForDeleted = ({ isDeleted, OR = [], AND = [] }: LinkWhere): boolean =>
  isDeleted !== undefined || [...OR, ...AND].some(asksForDeleted)
