import type { projects as operations } from '@testplanit/api/domains/projects/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readLiving } from '../../platform/database/entities.ts'
import { projectOf } from './answers.ts'
import { projects } from './tables.ts'

export const getProject: Handler<typeof operations.get> = async ({ input, db }) =>
  projectOf(await readLiving(db, projects, input.projectId))
