import { getTableColumns, sql } from 'drizzle-orm'
import { deletions } from './tables.ts'

const { parted: _, purgedAt: __, ...own } = getTableColumns(deletions)

/** The columns of a deletion as the API answers it. */
export const deletionColumns = {
  ...own,
  userName: sql<string | null>`(select u.name from users u where u.id = deletions.created_by)`,
  projectName: sql<string | null>`(select p.name from projects p where p.id = deletions.project_id)`,
}
