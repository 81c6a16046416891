import type { Handlers } from '../../pipeline/handler.ts'
import { exportAuditLog } from './export-audit-log.ts'
import { listAuditLog } from './list-audit-log.ts'

export const auditHandlers = { list: listAuditLog, export: exportAuditLog } satisfies Handlers['audit']
