import { timingSafeEqual } from 'node:crypto'
import type { auth } from '@testplanit/api/domains/auth/operations'
import { conflict, forbidden } from '@testplanit/api/errors'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { insert } from '../../platform/database/entities.ts'
import { hashOf } from '../../platform/secrets/digest.ts'
import { hashPassword } from '../../platform/secrets/passwords.ts'
import { users } from '../users/tables.ts'
import { meOf } from './answers.ts'
import { startLogin } from './lucia/logins.ts'
import { isSomeoneThere, lockUsers } from './queries.ts'
import { limitAttempts } from './rules.ts'

export const setUp: Handler<typeof auth.setup> = prepared(
  async ({ input, db, caller, platform }) => {
    limitAttempts(platform, 'setup', caller.address)
    if (await isSomeoneThere(db)) throw isSetUp()
    if (!isSame(input.setupToken, platform.setupToken))
      throw forbidden('This is not the setup token: the server printed it when it started.')
    return hashPassword(input.password)
  },
  async ({ input: { name, email }, prepared: passwordHash, tx, record, caller }) => {
    await lockUsers(tx)
    if (await isSomeoneThere(tx)) throw isSetUp()
    const user = await insert(tx, users, { name, email, systemAccess: 'ADMIN', passwordHash }, { id: '' })
    record.created('user', user)
    const { token, expiresAt } = await startLogin(tx, user.id, caller)
    caller.cookie.set(token)
    return { user: meOf({ ...user, readOnly: false }), expiresAt: expiresAt.toISOString() }
  },
)

const isSetUp = () => conflict('This installation is set up already: log in.')
const isSame = (a: string, b: string) => timingSafeEqual(Buffer.from(hashOf(a)), Buffer.from(hashOf(b)))
