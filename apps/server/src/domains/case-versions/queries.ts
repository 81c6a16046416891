import type { CaseVersion } from '@testplanit/api/domains/case-versions/schemas'
import { notFound } from '@testplanit/api/errors'
import { type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import type { Reader } from '../../platform/database/database.ts'
import { caseContent, versionColumns } from './answers.ts'

type Version = z.infer<typeof CaseVersion>

/** Behind `versionColumns`: the case of a version, and the version before it. */
export const madeBy = (caseId: string): SQL => sql`
  join cases c on c.id = ${caseId}
  left join lateral (
    select * from case_versions b where b.case_id = c.id and b.version < v.version order by b.version desc limit 1
  ) b on true`

/** What cases had not yet when older versions were kept. */
const LACKED_ONCE = sql.raw(`'{"parameters": null}'::jsonb`)

/**
 * Versions of a living case, in the order in which they are asked for; null asks for the latest. A number that is left
 * out stands for the next one. Throws NOT_FOUND.
 */
export async function readVersions(db: Reader, caseId: string, wanted: (number | null)[]): Promise<Version[]> {
  const rows = await db.execute<Version & Record<string, unknown>>(sql`
    select ${versionColumns}, ${LACKED_ONCE} || v.content as content
      from unnest(${`{${wanted.map((version) => version ?? 'null').join()}}`}::int[]) with ordinality as wanted(version, place)
     cross join lateral (
       select * from (
         (select k.version, k.content from case_versions k
           where k.case_id = ${caseId} and k.version >= wanted.version order by k.version limit 1)
         union all
         select cases.version, ${caseContent} from cases
          where id = ${caseId} and deleted_at is null and coalesce(cases.version >= wanted.version, true)
       ) known order by known.version limit 1
     ) v
      ${madeBy(caseId)}
     order by wanted.place`)
  if (rows.length < wanted.length) throw notFound('version of this test case')
  return [...rows]
}
