import type { ProjectIntegration } from '@testplanit/api/domains/integrations/schemas'
import { notFound } from '@testplanit/api/errors'
import { and, eq, isNull } from 'drizzle-orm'
import type { Reader } from '../../platform/database/database.ts'
import { answer } from '../../platform/database/entities.ts'
import { projectIntegrationColumns } from './answers.ts'
import { integrations, projectIntegrations } from './tables.ts'

/** An integration at work in a project, by the id of its row there. Throws NOT_FOUND. */
export async function readProjectIntegration(
  db: Reader,
  { projectId, id }: { projectId: string; id: string },
): Promise<ProjectIntegration> {
  const { projectId: inProject, id: rowId, integrationId, deletedAt } = projectIntegrations
  const [row] = await db
    .select(projectIntegrationColumns)
    .from(projectIntegrations)
    .innerJoin(integrations, eq(integrations.id, integrationId))
    .where(and(eq(rowId, id), eq(inProject, projectId), isNull(deletedAt)))
  if (!row) throw notFound('integration of this project')
  return answer(row)
}
