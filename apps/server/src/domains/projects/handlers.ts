import type { Handlers } from '../../pipeline/handler.ts'
import { createProject } from './create-project.ts'
import { deleteProject } from './delete-project.ts'
import { getProject } from './get-project.ts'
import { listProjects } from './list-projects.ts'
import { loadSample } from './load-sample.ts'
import { readAccess } from './read-access.ts'
import { updateProject } from './update-project.ts'

export const projectsHandlers = {
  list: listProjects,
  create: createProject,
  get: getProject,
  update: updateProject,
  delete: deleteProject,
  loadSample,
  readAccess,
} satisfies Handlers['projects']
