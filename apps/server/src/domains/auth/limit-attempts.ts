import { Fault } from '@testplanit/api/errors'
import type { Platform } from '../../platform/platform.ts'

const MINUTE = 60

/**
 * Attempts with a password are few, by address and by account. An address that has used up its own takes none of an
 * account's, so that nobody locks out another for long. Throws RATE_LIMITED.
 */
export function limitAttempts({ config, limits }: Platform, account: string, address: string): void {
  const most = config.RATE_LIMIT_LOGIN_MINUTE
  if (!most) return
  for (const key of [`login from ${networkOf(address)}`, `login to ${account.toLowerCase()}`])
    if (limits.take(key, most, MINUTE).isExceeded) throw new Fault('RATE_LIMITED', 'Too many attempts: wait a minute.')
}

/** One subscriber has a whole /64 of IPv6. */
const networkOf = (address: string) =>
  address.includes('.') || !address.includes(':') ? address : address.split(':').slice(0, 4).join(':')
