import type { Project } from '@testplanit/api/domains/projects/schemas'
import type { Writer } from '../../platform/database/database.ts'
import { insert } from '../../platform/database/entities.ts'
import { newId } from '../../platform/database/ids.ts'
import { folders } from '../folders/tables.ts'
import { templates } from '../templates/tables.ts'
import { projects } from './tables.ts'

const ROOT_FOLDER = 'All cases'
const BUILT_IN_TEMPLATE = 'Test case'

type Values = Omit<typeof projects.$inferInsert, 'id' | 'settings'>

/** Makes a project with its root folder and the built-in template. */
export async function insertProject(
  tx: Writer,
  { settings, ...values }: Values & { settings?: Partial<Project['settings']> | undefined },
  actor: { id: string },
) {
  const all = mergeSettings({ allowPublicAccess: false, requireApproval: false }, settings)
  const project = await insert(tx, projects, { ...values, settings: all }, actor)
  const own = { id: newId(), projectId: project.id, createdBy: actor.id, updatedBy: actor.id }
  await tx.insert(folders).values({ ...own, name: ROOT_FOLDER })
  await tx.insert(templates).values({ ...own, name: BUILT_IN_TEMPLATE, builtIn: true, isDefault: true })
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
