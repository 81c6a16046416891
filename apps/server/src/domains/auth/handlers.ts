import type { Handlers } from '../../pipeline/handler.ts'
import { changePassword } from './change-password.ts'
import { createApiToken } from './create-api-token.ts'
import { deleteApiToken } from './delete-api-token.ts'
import { listApiTokens } from './list-api-tokens.ts'
import { logIn } from './log-in.ts'
import { logOut } from './log-out.ts'
import { readSession } from './read-session.ts'
import { readSetupState } from './read-setup-state.ts'
import { setUp } from './set-up.ts'

export const authHandlers = {
  setupState: readSetupState,
  setup: setUp,
  login: logIn,
  logout: logOut,
  session: readSession,
  changePassword,
  listApiTokens,
  createApiToken,
  deleteApiToken,
} satisfies Handlers['auth']
