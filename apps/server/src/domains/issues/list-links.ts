import type { issues as operations } from '@testplanit/api/domains/issues/operations'
import { eq } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { joinedLinks, selectLinks, touchesReadable } from './queries.ts'
import { issueLinks } from './tables.ts'

export const listLinks: Handler<typeof operations.listLinks> = async ({ input, actor, db }) =>
  page(input, {
    order: { id: issueLinks.id, descending: true },
    where: [eq(issueLinks.issueId, input.issueId), touchesReadable(actor)],
    rows: ({ where, orderBy, limit, offset }) =>
      selectLinks(db).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, joinedLinks, where),
  })
