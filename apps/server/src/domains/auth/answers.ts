import type { Actor } from '../../pipeline/actor.ts'
import { answer } from '../../platform/database/entities.ts'
import type { Letter } from '../../platform/mail/mail.ts'
import type { apiTokens } from './tables.ts'

type Me = Pick<Actor, 'id' | 'name' | 'email' | 'systemAccess' | 'readOnly'>

/** Who is logged in, as the API tells it. */
export const meOf = ({ id, name, email, systemAccess, readOnly }: Me): Me => ({
  id,
  name,
  email,
  systemAccess,
  readOnly,
})

/** A token as the API answers it: without its digest. */
export function apiTokenOf(row: typeof apiTokens.$inferSelect) {
  const { tokenHash: _, userId: __, ...token } = answer(row)
  return token
}

/**
 * The address of a page of the web app for who holds a token. Behind `#` it reaches no server: no log of a proxy has it,
 * and no page that is linked to from there.
 */
export const linkTo = (origin: string, page: 'accept-invitation' | 'reset-password', token: string) =>
  `${origin}/${page}#token=${token}`

/** A link to choose a new password as a mail. */
export const resetLetter = ({ email }: { email: string }, link: string): Omit<Letter, 'id'> => ({
  to: email,
  subject: 'Choose a new password for TestPlanIt',
  text: `Somebody asked for a new password for ${email}. Choose it here:

${link}

The link serves once, for a day. If it was not you, do nothing: your password stays as it is.
`,
})

const BROWSERS = {
  Edge: /\bEdgA?\//,
  Opera: /\bOPR\//,
  Firefox: /\b(Firefox|FxiOS)\//,
  Chrome: /\b(Chrome|CriOS)\//,
  Safari: /\bSafari\//,
}
const SYSTEMS = {
  iPhone: /\biPhone\b/,
  iPad: /\biPad\b/,
  Android: /\bAndroid\b/,
  Windows: /\bWindows\b/,
  ChromeOS: /\bCrOS\b/,
  macOS: /\bMac OS X\b/,
  Linux: /\bLinux\b/,
}

/** What people call a device by its User-Agent: `Firefox on Linux`; of a program its name, `curl/8.5.0`. */
export function deviceOf(userAgent: string | null): string | null {
  if (!userAgent) return null
  const [browser, system] = [BROWSERS, SYSTEMS].map(
    (known) => Object.entries(known).find(([, pattern]) => pattern.test(userAgent))?.[0],
  )
  if (browser && system) return `${browser} on ${system}`
  return browser ?? userAgent.split(' ')[0] ?? null
}
