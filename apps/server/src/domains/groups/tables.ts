import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { living } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { users } from '../users/tables.ts'

export const groups = pgTable('groups', { ...base(), name: text().notNull() }, (t) => [
  uniqueIndex('groups_name_taken').on(t.name).where(living),
])

export const groupMembers = pgTable(
  'group_members',
  {
    groupId: uuid()
      .notNull()
      .references(() => groups.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
  },
  (t) => [primaryKey({ columns: [t.userId, t.groupId] }), index('group_members_of_group').on(t.groupId)],
)
