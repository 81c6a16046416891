import type { Handlers } from '../../pipeline/handler.ts'
import { listAuditLog } from './list-audit-log.ts'

export const auditHandlers = { list: listAuditLog } satisfies Handlers['audit']
