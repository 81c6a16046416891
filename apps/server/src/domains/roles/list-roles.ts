import type { roles as operations } from '@testplanit/api/domains/roles/operations'
import { ilike } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, listLiving } from '../../platform/database/entities.ts'
import { contains } from '../../platform/database/text.ts'
import { roles } from './tables.ts'

/** Oldest first: the starting roles stand from the one that may most to the one that may least. */
export const listRoles: Handler<typeof operations.list> = async ({ input, db }) =>
  listLiving(db, roles, input, {
    where: [input.search ? ilike(roles.name, contains(input.search)) : undefined],
    sort: 'createdAt',
    as: answer,
  })
