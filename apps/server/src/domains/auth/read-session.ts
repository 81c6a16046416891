import type { auth } from '@testplanit/api/domains/auth/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { renewLogin } from './lucia/logins.ts'
import { meOf } from './queries.ts'

/** The web app asks this when it opens, which is when a login that would lapse is renewed. */
export const readSession: Handler<typeof auth.session> = async ({ actor, platform }) => {
  if (actor.loginId && isHalfOver(actor.expiresAt, platform.now()))
    await platform.database.transaction((tx) => renewLogin(tx, actor.loginId as string))
  return { user: meOf(actor), expiresAt: actor.expiresAt }
}

const HALF = 3.5 * 24 * 3600 * 1000
const isHalfOver = (expiresAt: string | null, now: Date) =>
  expiresAt !== null && Date.parse(expiresAt) - now.getTime() < HALF
