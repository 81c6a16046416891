import type { users as operations } from '@testplanit/api/domains/users/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, listLiving } from '../../platform/database/entities.ts'
import { roles } from './tables.ts'

/** Oldest first: the starting roles stand from the one that may most to the one that may least. */
export const listRoles: Handler<typeof operations.listRoles> = async ({ input, db }) =>
  listLiving(db, roles, input, {
    sort: 'createdAt',
    as: answer,
  })
