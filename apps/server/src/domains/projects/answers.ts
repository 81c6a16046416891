import { answer } from '../../platform/database/entities.ts'
import type { projects } from './tables.ts'

/** A project as the API answers it. */
export function projectOf(row: typeof projects.$inferSelect) {
  const { sample: _, defaultAccess: __, defaultRoleId: ___, ...project } = answer(row)
  return project
}
