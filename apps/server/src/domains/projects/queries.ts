import type { Project } from '@testplanit/api/domains/projects/schemas'
import { answer } from '../../platform/database/entities.ts'
import type { projects } from './tables.ts'

/** A project as the API answers it. */
export function projectOf(row: typeof projects.$inferSelect) {
  const { sample: _, defaultAccess: __, defaultRoleId: ___, ...project } = answer(row)
  return project
}

/** Settings with some of them changed, key by key. */
export function mergeSettings(
  settings: Project['settings'],
  changes: Partial<Project['settings']> = {},
): Project['settings'] {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  return { ...settings, ...Object.fromEntries(given) }
}
