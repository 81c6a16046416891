import { sql } from 'drizzle-orm'
import { check, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { time } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { projects } from '../projects/tables.ts'
import { roles } from '../roles/tables.ts'
import { users } from '../users/tables.ts'

/** Somebody who was asked to come; the link's token is kept as a hash. */
export const invitations = pgTable(
  'invitations',
  {
    ...base(),
    email: text().notNull(),
    name: text(),
    systemAccess: text({ enum: ['NONE', 'USER', 'PROJECTADMIN', 'ADMIN'] }).notNull(),
    roleId: uuid().references(() => roles.id),
    tokenHash: text().notNull(),
    expiresAt: time().notNull(),
    acceptedAt: time(),
    /** Who they became. */
    userId: uuid().references(() => users.id),
  },
  (t) => [
    uniqueIndex('invitations_hash').on(t.tokenHash),
    uniqueIndex('invitations_email_taken')
      .on(sql`lower(${t.email})`)
      .where(sql`deleted_at is null and accepted_at is null`),
    check('invitations_system_access', sql`${t.systemAccess} in ('NONE', 'USER', 'PROJECTADMIN', 'ADMIN')`),
  ],
)

/** The roles in projects that somebody will have who accepts. */
export const invitationProjects = pgTable(
  'invitation_projects',
  {
    invitationId: uuid()
      .notNull()
      .references(() => invitations.id),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    roleId: uuid()
      .notNull()
      .references(() => roles.id),
  },
  (t) => [primaryKey({ columns: [t.invitationId, t.projectId] })],
)
