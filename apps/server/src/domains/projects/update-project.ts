import type { projects as operations } from '@testplanit/api/domains/projects/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { change } from '../../platform/database/entities.ts'
import { projectOf } from './answers.ts'
import { projects } from './tables.ts'
import { mergeSettings } from './writes.ts'

export const updateProject: Handler<typeof operations.update> = async ({ input, actor, tx, record }) => {
  const { projectId: id, expectedVersion, settings, ...changes } = input
  const { before, after } = await change(
    tx,
    projects,
    {
      id,
      changes,
      expectedVersion,
      check: async (is) => (settings ? { settings: mergeSettings(is.settings, settings) } : undefined),
    },
    actor,
  )
  record.updated('project', before, after)
  return projectOf(after)
}
