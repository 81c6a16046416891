import type { auth } from '@testplanit/api/domains/auth/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { isSomeoneThere } from './queries.ts'

export const readSetupState: Handler<typeof auth.setupState> = async ({ db, platform }) => ({
  needed: !(await isSomeoneThere(db)),
  sendsMail: platform.mail !== null,
})
