import type { Grants } from '@testplanit/api/access'
import { sql } from 'drizzle-orm'

/** What the role of a member's row grants, where it has one. */
export const formerGrants = sql<Grants | null>`(select r.grants from roles r where r.id = members.role_id)`
