import { areas, type Grants, grants, verbs } from '@testplanit/api/access'
import { forbidden, type Issue, refuseAny } from '@testplanit/api/errors'
import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '../../pipeline/actor.ts'
import type { Writer } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/ids.ts'
import { users } from '../users/tables.ts'
import { canRead } from './access.ts'

/**
 * Throws FORBIDDEN where somebody gives, or takes from others, what they do not hold themselves: who may write members
 * cannot make themselves, or a friend, more than they are.
 */
export function mustHold(actor: Actor, role: Grants | null): void {
  const holds = (area: (typeof areas)[number]) =>
    (role?.[area] ?? role?.['*'] ?? []).every((verb) => grants(actor.grants, area, verb))
  if (!areas.every(holds)) throw forbidden('You can give and take only what you may do here yourself.')
}

/** The same for all that somebody has by now, or comes to have. */
export function mustHoldAll(actor: Actor, all: Grants[]): void {
  for (const one of all) mustHold(actor, one)
}

/**
 * Throws FORBIDDEN where somebody changes their own row, unless they hold everything whatever it says: an administrator,
 * the project's creator.
 */
export function mustBeOfAnother(actor: Actor, userId: string): void {
  if (userId === actor.id && !isFree(actor)) throw forbidden('Somebody else must change your own row.')
}

/**
 * Throws FORBIDDEN where somebody changes what a group may do, by roles that it had and is to have, and does not hold
 * all of them, or is in it: what they may do themselves would change with it.
 */
export function mayChangeGroup(actor: Actor, isOwn: boolean, roles: { grants: Grants }[]): void {
  if (isOwn && !isFree(actor)) throw forbidden('Somebody else must change the roles of a group that you are in.')
  for (const { grants: role } of roles) mustHold(actor, role)
}

const isFree = (actor: Actor): boolean =>
  actor.systemAccess === 'ADMIN' || actor.grants.some((one) => one['*']?.length === verbs.length)

/** A user whom an input assigns, and where it says so. */
export interface Assignee {
  userId: string
  field: string
}

/** Throws VALIDATION_ERROR for those who could not open what they are assigned: they cannot read the project. */
export async function mustReadProject(tx: Writer, projectId: string, assignees: Assignee[]): Promise<void> {
  if (!assignees.length) return
  const ids = [...new Set(assignees.map(({ userId }) => userId))]
  const readers = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(sql`${users.id} = ${anyOf(ids)}`, eq(users.active, true), canRead(projectId)))
  const known = new Set(readers.map(({ id }) => id))
  refuseAny(assignees.filter(({ userId }) => !known.has(userId.toLowerCase())).map(toIssue))
}

const toIssue = ({ field }: Assignee): Issue => ({ field, message: 'names a user who cannot read this project' })
