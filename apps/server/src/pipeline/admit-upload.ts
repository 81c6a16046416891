import type { Area, Verb } from '@testplanit/api/access'
import { forbidden } from '@testplanit/api/errors'
import type { Operation } from '@testplanit/api/operation'
import * as z from 'zod'
import { grantsSql } from '../domains/members/access.ts'
import type { Database } from '../platform/database/database.ts'
import { authorize, type Credential, callerSql, identify, leadOf } from './authorize.ts'

const Id = z.uuid()

/**
 * Whether files of an upload may be kept while it comes: asked before the first of them, with the fields that came
 * before it. Where none of these leads to a project yet, the caller must be allowed to do this in some project.
 * The operation itself asks again when all has come.
 */
export async function admitUpload(
  database: Database,
  operation: Operation,
  credential: Credential,
  fields: Record<string, unknown>,
): Promise<void> {
  const lead = leadOf(operation, fields)
  const isKnown = lead && Id.safeParse(lead.id).success
  const { actor, lead: known } = await identify(database, credential, isKnown ? lead : null, [])
  authorize(operation, actor, known)
  const { access } = operation
  if (isKnown || !('verb' in access)) return
  if (!access.area || !(await mayAnywhere(database, credential, access.area, access.verb))) throw forbidden()
}

async function mayAnywhere(
  { sql }: Database,
  { kind, hash }: Credential,
  area: Area | 'project',
  verb: Verb,
): Promise<boolean> {
  const [row] = await sql.unsafe(
    `with c as (${callerSql[kind]})
     select exists (
       select from c join projects p on p.deleted_at is null
        cross join lateral jsonb_array_elements(${grantsSql('c', 'p')}) one
        where coalesce(one->$2::text, one->'*') ? $3::text) as may`,
    [hash, area, verb],
    { prepare: true },
  )
  return row?.may === true
}
