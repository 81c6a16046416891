import type { Handlers } from '../../pipeline/handler.ts'
import { createSession } from './create-session.ts'
import { deleteSession } from './delete-session.ts'
import { getSession } from './get-session.ts'
import { listFindings } from './list-findings.ts'
import { listResults } from './list-results.ts'
import { listSessions } from './list-sessions.ts'
import { recordResult } from './record-result.ts'
import { updateSession } from './update-session.ts'

export const sessionsHandlers = {
  list: listSessions,
  create: createSession,
  get: getSession,
  update: updateSession,
  delete: deleteSession,
  recordResult,
  listResults,
  listFindings,
} satisfies Handlers['sessions']
