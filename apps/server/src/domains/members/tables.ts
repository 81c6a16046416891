import { index, pgTable, primaryKey, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { living } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { groups } from '../groups/tables.ts'
import { projects } from '../projects/tables.ts'
import { roles } from '../roles/tables.ts'
import { users } from '../users/tables.ts'

/** A user's own row in a project; without a role it says "no access". */
export const members = pgTable(
  'members',
  {
    ...base(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    roleId: uuid().references(() => roles.id),
  },
  (t) => [
    uniqueIndex('members_user_taken').on(t.projectId, t.userId).where(living),
    index('members_user').on(t.userId).where(living),
  ],
)

export const groupRoles = pgTable(
  'group_roles',
  {
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    groupId: uuid()
      .notNull()
      .references(() => groups.id),
    roleId: uuid()
      .notNull()
      .references(() => roles.id),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.groupId, t.roleId] }), index('group_roles_of_group').on(t.groupId)],
)
