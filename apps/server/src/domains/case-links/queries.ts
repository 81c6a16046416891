import type { CaseKey, LinkType } from '@testplanit/api/domains/case-links/schemas'
import { type SQL, sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'

/** Two living cases of a project, held so that neither is deleted meanwhile. */
export interface Pair extends Record<string, unknown> {
  caseAId: string
  caseBId: string
  /** There is a link of this type between them. */
  isLinked: boolean
  /** A link of this type from A to B would close a circle. */
  closesCircle: boolean
}

/**
 * What a link of a type from one case to another would meet; null where one of them does not live in the project. The
 * links of the project must be locked (`lock`): else two at once can close a circle.
 */
export async function holdPair(
  tx: Writer,
  projectId: string,
  type: LinkType,
  [caseA, caseB]: [CaseKey, CaseKey],
): Promise<Pair | null> {
  const [pair] = await tx.execute<Pair>(sql`
    select a.id as "caseAId", b.id as "caseBId",
           exists (
             select from case_links l
              where l.type = ${type} and l.deleted_at is null
                and least(l.case_a_id, l.case_b_id) = least(a.id, b.id)
                and greatest(l.case_a_id, l.case_b_id) = greatest(a.id, b.id)) as "isLinked",
           ${type} = 'DEPENDS_ON' and exists (
             with recursive needed as (
               select l.case_b_id as id from case_links l where l.case_a_id = b.id and ${isDependency}
               union select l.case_b_id from case_links l join needed n on l.case_a_id = n.id where ${isDependency}
             ) select from needed where id = a.id) as "closesCircle"
      from cases a, cases b
     where ${isCase('a', caseA)} and a.project_id = ${projectId} and a.deleted_at is null
       and ${isCase('b', caseB)} and b.project_id = ${projectId} and b.deleted_at is null
       for share of a, b`)
  return pair ?? null
}

const isDependency = sql`l.type = 'DEPENDS_ON' and l.deleted_at is null`

const isCase = (alias: string, key: CaseKey): SQL => {
  const column = sql.raw(`${alias}.${typeof key === 'number' ? 'number' : 'id'}`)
  return sql`${column} = ${key}`
}
