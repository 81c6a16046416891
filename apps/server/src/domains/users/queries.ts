import type { Page, Paging } from '@testplanit/api/common/page'
import { conflict, notFound } from '@testplanit/api/errors'
import { and, eq, ilike, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Reader, Writer } from '../../platform/database/database.ts'
import { answer } from '../../platform/database/entities.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { contains } from '../../platform/database/text.ts'
import { users } from './tables.ts'

/** A user as the API answers it: without the digest of the password. */
export function userOf(row: typeof users.$inferSelect) {
  const { passwordHash: _, notifications: __, ...user } = answer(row)
  return user
}

/** A living user whose row is locked to the commit: who changes them, logs in as them or ends their logins waits. Throws NOT_FOUND. */
export async function holdUser(tx: Writer, id: string): Promise<typeof users.$inferSelect> {
  const [user] = await tx
    .select()
    .from(users)
    .where(and(eq(users.id, id), isNull(users.deletedAt)))
    .for('update')
  if (!user) throw notFound('user')
  return user
}

/**
 * Nobody can lock everybody out. Locks all who could administer, in one order: of two that would take the last
 * two away at once, the second sees what the first did. Throws CONFLICT where `userId` is the last one.
 */
export async function assertAnotherAdministrator(tx: Writer, userId: string): Promise<void> {
  const administrators = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.systemAccess, 'ADMIN'), eq(users.active, true), isNull(users.deletedAt)))
    .orderBy(users.id)
    .for('update')
  const [one, another] = administrators
  if (one?.id === userId && !another)
    throw conflict('This is the last active administrator: make somebody else one first.')
}

/** The condition on users that their name or address holds what somebody searches for; none where they search for nothing. */
export const isFoundBy = (search: string | undefined) =>
  search ? or(ilike(users.name, contains(search)), ilike(users.email, contains(search))) : undefined

/** The condition on users that they are in a group. */
export const isInGroup = (groupId: string) =>
  sql`${users.id} in (select user_id from group_members where group_id = ${groupId})`

type Found = Pick<typeof users.$inferSelect, 'id' | 'name' | 'email'>

/** A page of the living users for whom the conditions hold, by name, as Persons. */
export async function pageOfPeople(db: Reader, input: Paging & object, conditions: (SQL | undefined)[]) {
  const { data, pagination } = await page<Found>(input, {
    order: { id: users.id, by: users.name, keyOf: ({ name }) => name, descending: false },
    where: [isNull(users.deletedAt), ...conditions],
    rows: ({ where, orderBy, limit, offset }) =>
      db
        .select({ id: users.id, name: users.name, email: users.email })
        .from(users)
        .where(where)
        .orderBy(orderBy)
        .limit(limit)
        .offset(offset),
    total: (where) => cappedCount(db, users, where),
  })
  return { data: data.map((user) => ({ ...user, avatarUrl: null })), pagination } satisfies Page<unknown>
}

/** A row of users, or null where there is none, as a JSON object of the API's Person. */
export const person = (row: SQL): SQL => sql`
  case when ${row}.id is not null then
    json_build_object('id', ${row}.id, 'name', ${row}.name, 'email', ${row}.email, 'avatarUrl', null) end`

/** Rows of users as a JSON list of Persons, by name. */
export const people = (row: SQL): SQL => sql`coalesce(json_agg(${person(row)} order by ${row}.name, ${row}.id), '[]')`
