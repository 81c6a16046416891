import type { users as operations } from '@testplanit/api/domains/users/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { insert } from '../../platform/database/entities.ts'
import { hashPassword } from '../../platform/secrets/passwords.ts'
import { userOf } from './queries.ts'
import { users } from './tables.ts'

export const createUser: Handler<typeof operations.create> = async ({ input, actor, tx, record }) => {
  const { password, ...fields } = input
  const user = await insert(tx, users, { ...fields, passwordHash: await hashPassword(password) }, actor)
  record.created('user', user)
  return userOf(user)
}
