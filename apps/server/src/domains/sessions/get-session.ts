import type { sessions as operations } from '@testplanit/api/domains/sessions/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readLiving } from '../../platform/database/entities.ts'
import { sessionOf } from './answers.ts'
import { sessions } from './tables.ts'

export const getSession: Handler<typeof operations.get> = async ({ input, db }) =>
  sessionOf(await readLiving(db, sessions, input.sessionId))
