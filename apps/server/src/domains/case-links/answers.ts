import type { CaseLink, LinkedCase } from '@testplanit/api/domains/case-links/schemas'
import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { caseLinks } from './tables.ts'

type Row = typeof caseLinks.$inferSelect

/** A link as the API answers it. */
export function linkOf({ deletedAt, deletionId: _, ...link }: Row): CaseLink {
  return { ...link, isDeleted: deletedAt !== null }
}

const { id, createdAt, createdBy, projectId, caseAId, caseBId, type } = caseLinks

/** The columns of a listed link, as the API answers it, with those of its cases that are asked for. */
export const linkColumns = (include: { caseA?: boolean | undefined; caseB?: boolean | undefined }) => ({
  ...{ id, createdAt, createdBy, projectId, caseAId, caseBId, type },
  isDeleted: sql<boolean>`case_links.deleted_at is not null`,
  ...(include.caseA && { caseA: linkedCase(caseAId) }),
  ...(include.caseB && { caseB: linkedCase(caseBId) }),
})

const linkedCase = (of: PgColumn): SQL<LinkedCase> => sql`(
  select json_build_object('id', c.id, 'number', c.number, 'projectId', c.project_id, 'folderId', c.folder_id,
                           'title', c.title, 'automationStatus', c.automation_status, 'estimate', c.estimate,
                           'priority', c.priority, 'deleted', c.deleted_at is not null)
    from cases c where c.id = ${of})`
