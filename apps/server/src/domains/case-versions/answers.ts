import { sql } from 'drizzle-orm'
import { caseColumns } from '../cases/answers.ts'

const NOT_CONTENT =
  '{id,createdAt,updatedAt,createdBy,updatedBy,deleted,version,number,projectId,approval,approvalBy,approvalAt,approvalComment}'

/** What of a case is kept as a version, where the statement reads from `cases`: all that can be changed. */
export const caseContent = sql`(select to_jsonb(one) - ${sql.raw(`'${NOT_CONTENT}'::text[]`)} from (select ${caseColumns}) one)`

/**
 * What is told of a version, where the statement reads its number from `v`: what made it stands with the one before,
 * where there is one.
 */
export const versionColumns = sql.raw(`v.version, coalesce(b.replaced_at, c.created_at) as "createdAt",
  case when b.version is null then c.created_by else b.replaced_by end as "createdBy",
  coalesce(b.changed, '[]') as changed`)
