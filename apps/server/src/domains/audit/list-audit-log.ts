import type { audit as operations } from '@testplanit/api/domains/audit/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { entriesWhere, readEntries } from './queries.ts'
import { auditLog } from './tables.ts'

export const listAuditLog: Handler<typeof operations.list> = ({ input, actor, db }) =>
  page(input, {
    order: { id: auditLog.id, descending: true },
    where: entriesWhere(actor, input),
    rows: ({ where, limit, offset }) => readEntries(db, where, limit, offset),
    total: (where) => cappedCount(db, auditLog, where),
  })
