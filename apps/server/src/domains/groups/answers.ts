import { getTableColumns, sql } from 'drizzle-orm'
import { groups } from './tables.ts'

/** How many living users are in a group, whose row the statement knows as `groups`. */
export const memberCount = sql<number>`(
  select count(*)::int from group_members gm join users u on u.id = gm.user_id and u.deleted_at is null
   where gm.group_id = groups.id)`

/** The columns of a group as the API answers it: for `answer`. */
export const groupColumns = { ...getTableColumns(groups), memberCount }
