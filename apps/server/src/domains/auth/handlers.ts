import type { Handlers } from '../../pipeline/handler.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { changePassword } from './change-password.ts'
import { createApiToken } from './create-api-token.ts'
import { deleteApiToken } from './delete-api-token.ts'
import { endLogin } from './end-login.ts'
import { endOtherLogins } from './end-other-logins.ts'
import { endUserLogins } from './end-user-logins.ts'
import { forgotPassword } from './forgot-password.ts'
import { giveResetLink } from './give-reset-link.ts'
import { listApiTokens } from './list-api-tokens.ts'
import { listLogins } from './list-logins.ts'
import { listUserLogins } from './list-user-logins.ts'
import { logIn } from './log-in.ts'
import { logOut } from './log-out.ts'
import { readSession } from './read-session.ts'
import { readSetupState } from './read-setup-state.ts'
import { resetPassword } from './reset-password.ts'
import { setUp } from './set-up.ts'

export const authHandlers = {
  setupState: readSetupState,
  setup: setUp,
  login: logIn,
  acceptInvitation,
  logout: logOut,
  session: readSession,
  changePassword,
  forgotPassword,
  resetPassword,
  giveResetLink,
  listLogins,
  endLogin,
  endOtherLogins,
  listUserLogins,
  endUserLogins,
  listApiTokens,
  createApiToken,
  deleteApiToken,
} satisfies Handlers['auth']
