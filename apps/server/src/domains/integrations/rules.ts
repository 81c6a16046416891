import { invalid } from '@testplanit/api/errors'
import { and, eq, isNull } from 'drizzle-orm'
import type { Actor } from '../../pipeline/actor.ts'
import type { Writer } from '../../platform/database/database.ts'
import { projectIntegrations } from './tables.ts'

/** Throws VALIDATION_ERROR where an integration is not at work in a project: administrators alone know of it then. */
export async function mustBeAtWork(tx: Writer, actor: Actor, projectId: string, integrationId: string): Promise<void> {
  if (actor.systemAccess === 'ADMIN') return
  const { id, projectId: inProject, integrationId: which, deletedAt } = projectIntegrations
  const [atWork] = await tx
    .select({ id })
    .from(projectIntegrations)
    .where(and(eq(inProject, projectId), eq(which, integrationId), isNull(deletedAt)))
  if (!atWork)
    throw invalid({ field: 'integrationId', message: 'names no integration that is at work in this project' })
}
