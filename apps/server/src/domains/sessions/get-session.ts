import type { sessions as operations } from '@testplanit/api/domains/sessions/operations'
import { notFound } from '@testplanit/api/errors'
import { and, eq, getTableColumns, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { attachmentsAt } from '../attachments/answers.ts'
import { sessionOf } from './answers.ts'
import { sessions } from './tables.ts'

const columns = { ...getTableColumns(sessions), attachments: attachmentsAt('session_id', 'sessions.id') }

export const getSession: Handler<typeof operations.get> = async ({ input, db }) => {
  const isIt = and(eq(sessions.id, input.sessionId), isNull(sessions.deletedAt))
  const [row] = await db.select(columns).from(sessions).where(isIt)
  if (!row) throw notFound('session')
  const { attachments, ...session } = row
  return sessionOf(session, attachments)
}
