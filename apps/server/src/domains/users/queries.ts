import { conflict } from '@testplanit/api/errors'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import { answer } from '../../platform/database/entities.ts'
import { users } from './tables.ts'

/** A user as the API answers it: without the digest of the password. */
export function userOf(row: typeof users.$inferSelect) {
  const { passwordHash: _, notifications: __, ...user } = answer(row)
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

/** A row of users, or null where there is none, as a JSON object of the API's Person. */
export const person = (row: SQL): SQL => sql`
  case when ${row}.id is not null then
    json_build_object('id', ${row}.id, 'name', ${row}.name, 'email', ${row}.email, 'avatarUrl', null) end`

/** Rows of users as a JSON list of Persons, by name. */
export const people = (row: SQL): SQL => sql`coalesce(json_agg(${person(row)} order by ${row}.name, ${row}.id), '[]')`
