import type { users as operations } from '@testplanit/api/domains/users/operations'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { insert } from '../../platform/database/entities.ts'
import { hashPassword } from '../../platform/secrets/passwords.ts'
import { holdRole } from '../roles/queries.ts'
import { userOf } from './queries.ts'
import { users } from './tables.ts'

export const createUser: Handler<typeof operations.create> = prepared(
  ({ input }) => hashPassword(input.password),
  async ({ input, actor, prepared: passwordHash, tx, record }) => {
    const { password: _, ...fields } = input
    await holdRole(tx, fields.roleId)
    const user = await insert(tx, users, { ...fields, passwordHash }, actor)
    record.created('user', user)
    return userOf(user)
  },
)
