import type { AuditEntry, audit as operations } from '@testplanit/api/domains/audit/operations'
import { and, lt, type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Handler } from '../../pipeline/handler.ts'
import { type Columns, csvOf, ndjsonOf } from '../../platform/csv/csv.ts'
import type { Reader } from '../../platform/database/database.ts'
import { entriesWhere, readEntries } from './queries.ts'
import { auditLog } from './tables.ts'

type Entry = z.infer<typeof AuditEntry>

const PART = 1000

export const exportAuditLog: Handler<typeof operations.export> = async ({ input, actor, db, platform, record }) => {
  const { format, ...filters } = input
  record.did(null, {}, { format, filters })
  const entries = inParts(db, and(...entriesWhere(actor, filters)))
  const name = `audit-log-${platform.now().toISOString().slice(0, 10)}.${format}`
  return format === 'csv'
    ? { name, type: 'text/csv', content: csvOf(entries, columns) }
    : { name, type: 'application/x-ndjson', content: ndjsonOf(entries) }
}

const columns: Columns<Entry> = {
  id: (entry) => entry.id,
  createdAt: (entry) => entry.createdAt,
  userId: (entry) => entry.userId,
  userName: (entry) => entry.userName,
  address: (entry) => entry.address,
  operation: (entry) => entry.operation,
  projectId: (entry) => entry.projectId,
  entityType: (entry) => entry.entityType,
  entityId: (entry) => entry.entityId,
  changes: (entry) => JSON.stringify(entry.changes),
}

/**
 * A part at a time, by the place of the last: no connection is held, and no transaction, while somebody with a slow line
 * takes what there is. Nobody edits the log, and what is new comes before where it began: together the parts are as one.
 */
async function* inParts(db: Reader, where: SQL | undefined): AsyncGenerator<Entry[]> {
  let last: string | undefined
  do {
    const part = await readEntries(db, and(where, last ? lt(auditLog.id, last) : undefined), sql.raw(`${PART}`))
    yield part
    last = part.length === PART ? part.at(-1)?.id : undefined
  } while (last)
}
