import { type SQL, sql } from 'drizzle-orm'
import { cases } from '../cases/tables.ts'

/** Whether a project requires that its cases are approved: read once in a statement. */
export const requiresApproval = (projectId: string): SQL => sql`(
  select coalesce((p.settings ->> 'requireApproval')::boolean, false) from projects p where p.id = ${projectId}::uuid)`

/** The condition, over `cases`, that a case may come into a run of its project. */
export const isFitForRuns = (projectId: string): SQL =>
  sql`(${cases.approval} = 'APPROVED' or not ${requiresApproval(projectId)})`
