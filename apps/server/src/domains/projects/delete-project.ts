import type { projects as operations } from '@testplanit/api/domains/projects/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { remove } from '../../platform/database/entities.ts'
import { projects } from './tables.ts'

/** What is in a project is reached through it alone: with its row, all of it is gone, and can come back. */
export const deleteProject: Handler<typeof operations.delete> = async ({ input, actor, tx, record }) => {
  record.deleted('project', await remove(tx, projects, input.projectId, actor))
}
