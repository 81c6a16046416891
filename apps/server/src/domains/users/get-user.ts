import type { users as operations } from '@testplanit/api/domains/users/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readLiving } from '../../platform/database/entities.ts'
import { userOf } from './queries.ts'
import { users } from './tables.ts'

export const getUser: Handler<typeof operations.get> = async ({ input, db }) =>
  userOf(await readLiving(db, users, input.userId))
