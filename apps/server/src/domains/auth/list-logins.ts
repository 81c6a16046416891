import type { auth } from '@testplanit/api/domains/auth/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { pageOfLogins } from './queries.ts'

export const listLogins: Handler<typeof auth.listLogins> = async ({ input, actor, db }) =>
  pageOfLogins(db, input, actor.id, actor.loginId)
