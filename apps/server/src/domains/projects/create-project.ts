import type { projects as operations } from '@testplanit/api/domains/projects/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { insert } from '../../platform/database/entities.ts'
import { newId } from '../../platform/database/ids.ts'
import { folders } from '../folders/tables.ts'
import { templates } from '../templates/tables.ts'
import { mergeSettings, projectOf } from './queries.ts'
import { projects } from './tables.ts'

const ROOT_FOLDER = 'All cases'
const BUILT_IN_TEMPLATE = 'Test case'

export const createProject: Handler<typeof operations.create> = async ({ input, actor, tx, record }) => {
  const settings = mergeSettings({ allowPublicAccess: false, requireApproval: false }, input.settings)
  const project = await insert(tx, projects, { ...input, settings }, actor)
  const own = { id: newId(), projectId: project.id, createdBy: actor.id, updatedBy: actor.id }
  await tx.insert(folders).values({ ...own, name: ROOT_FOLDER })
  await tx.insert(templates).values({ ...own, name: BUILT_IN_TEMPLATE, builtIn: true })
  record.created('project', project)
  return projectOf(project)
}
