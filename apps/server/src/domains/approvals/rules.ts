import { conflict, forbidden, type Issue, refuseAny } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Actor } from '../../pipeline/actor.ts'
import type { Writer } from '../../platform/database/database.ts'
import { requiresApproval } from './queries.ts'
import type { Standing } from './writes.ts'

/** Throws FORBIDDEN where somebody would approve what they wrote themselves; administrators may, lest one alone is stuck. */
export function mustBeAnother({ id, systemAccess }: Actor, { authorId, isRequired }: Standing): void {
  if (isRequired && authorId === id && systemAccess !== 'ADMIN')
    throw forbidden('You changed this test case last: somebody else has to approve it.')
}

/** Throws CONFLICT where a case is there already, by somebody's doing. */
export function mustNotBe(is: Pick<Standing, 'approval' | 'approvalBy'>, approval: Standing['approval']): void {
  if (is.approval !== approval) return
  if (approval === 'DRAFT') throw conflict('This test case is a draft.')
  if (approval === 'IN_REVIEW') throw conflict('This test case is in review already.')
  if (is.approvalBy) throw conflict('This test case is approved already.')
}

/** Throws VALIDATION_ERROR that names the cases of an input that are not approved, where their project requires it. */
export async function mustBeApproved(
  tx: Writer,
  projectId: string,
  chosen: { repositoryCaseId: string }[],
): Promise<void> {
  if (!chosen.length) return
  const ids = `{${chosen.map(({ repositoryCaseId }) => repositoryCaseId).join()}}`
  const unapproved = await tx.execute<{ place: number; number: number; title: string }>(sql`
    select given.place::int - 1 as place, c.number, c.title
      from unnest(${ids}::uuid[]) with ordinality as given(id, place) join cases c on c.id = given.id
     where ${requiresApproval(projectId)} and c.approval <> 'APPROVED' order by given.place limit ${MOST_TOLD}`)
  refuseAny(
    unapproved.map(
      ({ place, number, title }): Issue => ({
        field: `testCases.${place}.repositoryCaseId`,
        message: `C${number} "${title}" is not approved`,
      }),
    ),
  )
}

const MOST_TOLD = 100
