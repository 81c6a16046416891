import type { projects as operations } from '@testplanit/api/domains/projects/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { projectOf } from './answers.ts'
import { insertProject } from './writes.ts'

export const createProject: Handler<typeof operations.create> = async ({ input, actor, tx, record }) => {
  const project = await insertProject(tx, input, actor)
  record.created('project', project)
  return projectOf(project)
}
