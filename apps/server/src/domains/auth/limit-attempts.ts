import { Fault } from '@testplanit/api/errors'
import type { Platform } from '../../platform/platform.ts'

const MINUTE = 60

/** Attempts with a password are few, by account and by address. Throws RATE_LIMITED. */
export function limitAttempts({ config, limits }: Platform, account: string, address: string): void {
  const most = config.RATE_LIMIT_LOGIN_MINUTE
  if (!most) return
  const keys = [`login ${account.toLowerCase()}`, `login ${address}`]
  if (keys.map((key) => limits.take(key, most, MINUTE)).some(({ isExceeded }) => isExceeded))
    throw new Fault('RATE_LIMITED', 'Too many attempts: wait a minute.')
}
