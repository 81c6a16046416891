import type { users as operations } from '@testplanit/api/domains/users/operations'
import { eq } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { canRead } from '../members/access.ts'
import { isFoundBy, pageOfPeople } from './queries.ts'
import { users } from './tables.ts'

/** By name, for people to pick from. */
export const searchForMentions: Handler<typeof operations.searchForMentions> = async ({ input, db }) => {
  const { projectId, query } = input
  const conditions = [eq(users.active, true), isFoundBy(query), canRead(projectId)]
  const { data, pagination } = await pageOfPeople(db, input, conditions)
  return { users: data, pagination }
}
