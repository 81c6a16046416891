import type { users as operations } from '@testplanit/api/domains/users/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readLiving } from '../../platform/database/entities.ts'
import { userOf } from './queries.ts'
import { users } from './tables.ts'

export const readProfile: Handler<typeof operations.profile> = async ({ actor, db }) =>
  userOf(await readLiving(db, users, actor.id))
