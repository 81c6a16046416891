import { type Area, type Entity, grants, type Subject, subjects } from '@testplanit/api/access'
import { forbidden, notFound, unauthorized } from '@testplanit/api/errors'
import { type Operation, writes } from '@testplanit/api/operation'
import { grantsSql } from '../domains/members/access.ts'
import type { Database } from '../platform/database/database.ts'
import { type Actor, type ActorRow, toActor } from './actor.ts'
import { entityTables } from './entities.ts'
import type { Reference } from './references.ts'

/** What a request brought to say who calls: the digest of a login's or a token's secret. */
export interface Credential {
  kind: 'login' | 'token'
  hash: string
}

/** A login ends after so many days without a call, and after so many in any case. */
export const IDLE_DAYS = 7
export const LOGIN_DAYS = 30

const CALLER = `u.id, u.name, u.email, u.system_access, u.role_id`
const isLongAgo = (column: string) => `(${column} is null or ${column} < now() - interval '1 hour')`
const END = `l.created_at + interval '${LOGIN_DAYS} days'`
const IS_DUE = `(${isLongAgo('l.last_seen_at')} or l.expires_at < least(now() + interval '${IDLE_DAYS} days' / 2, ${END}))`
/** The row of who is behind a credential, whose digest is $1. */
export const callerSql = {
  login: `select ${CALLER}, l.id as login_id, false as read_only, ${IS_DUE} as is_due,
          least(case when ${IS_DUE} then now() + interval '${IDLE_DAYS} days' else l.expires_at end, ${END}) as expires_at
     from logins l join users u on u.id = l.user_id
    where l.id = $1 and l.expires_at > now() and ${END} > now() and u.active and u.deleted_at is null`,
  token: `select ${CALLER}, null as login_id, t.read_only, ${isLongAgo('t.last_used_at')} as is_due, t.expires_at
     from api_tokens t join users u on u.id = t.user_id
    where t.token_hash = $1 and t.deleted_at is null and (t.expires_at is null or t.expires_at > now())
      and u.active and u.deleted_at is null`,
}
const ACTOR = `c.id, c.name, c.email, c.system_access as "systemAccess", c.login_id as "loginId",
  c.read_only as "readOnly", c.expires_at as "expiresAt", c.is_due as "isDue"`

/** The input's way to its project: an entity and its id or number, and in which areas one must read to know of it, its own first. */
export interface Lead {
  entity: Entity
  id: string | number
  seenIn: (Area | 'project')[]
  /** It leads there also where it was deleted. */
  mayBeGone?: true
}

/** Which lead an operation's input gives; null where it is about no project. */
export function leadOf({ access }: Operation, input: Record<string, unknown>): Lead | null {
  const idIn = (field: PropertyKey) => valueAt(input, field as string) as string
  switch (access.scope) {
    case 'project': {
      const { entity, field, area } = access
      return { entity, id: idIn(field), seenIn: entity === 'project' ? ['project'] : area ? [area] : [] }
    }
    case 'either': {
      const given = access.leads.find(({ field }) => idIn(field) !== undefined)
      if (!given) return null
      return {
        entity: given.entity,
        id: idIn(given.field),
        seenIn: [given.entity === 'project' ? 'project' : access.area],
      }
    }
    case 'subject': {
      const { entity, area } = subjects[idIn(access.type) as Subject]
      return { entity, id: idIn(access.field), seenIn: access.area ? [area, access.area] : [area] }
    }
    default:
      return null
  }
}

const valueAt = (input: Record<string, unknown>, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], input)

type Row = ActorRow & Record<`ref_${string}`, string[]> & { isDue: boolean; areas: Area[] | null }

/**
 * One statement: who calls, the project to which the lead belongs, what they may do in it, and which of the
 * references live there. Where it `isDue`, the call is to be noted (`noteCall`), and `expiresAt` is what it will be then.
 * The lead comes back with the areas that its row adds. Throws UNAUTHORIZED where nobody is behind the credential.
 */
export async function identify(
  { sql }: Database,
  credential: Credential,
  lead: Lead | null,
  references: Reference[],
): Promise<{ actor: Actor; missing: Reference[]; isDue: boolean; lead: Lead | null }> {
  const named = [...new Set(references.map(({ entity }) => entity))].sort()
  const idsOf = (entity: Entity) => references.filter((one) => one.entity === entity).map(({ id }) => id)
  const values = [credential.hash, ...(lead ? [lead.id] : []), ...named.map((entity) => `{${idsOf(entity).join()}}`)]
  const [row] = (await sql.unsafe(statement(credential.kind, lead, named), values, {
    prepare: true,
  })) as unknown as Row[]
  if (!row) throw unauthorized()
  const living = new Map(named.map((entity) => [entity, new Set(row[`ref_${entity}`])]))
  const missing = references.filter(({ entity, id }) => !living.get(entity)?.has(id.toLowerCase()))
  const { isDue, areas, ...who } = row
  const seen = lead && areas ? { ...lead, seenIn: [...areas, ...lead.seenIn] } : lead
  return { actor: toActor(who), missing, isDue, lead: seen }
}

const statements = new Map<string, string>()

/** Text of a statement, made once for each way in: PostgreSQL keeps it prepared. */
function statement(kind: Credential['kind'], lead: Lead | null, named: Entity[]): string {
  const key = [kind, lead?.entity, typeof lead?.id, lead?.mayBeGone, ...named].join()
  const known = statements.get(key)
  if (known) return known
  const first = lead ? 3 : 2
  const refs = named
    .map((entity, i) => `, ${livingOf(entity, `$${first + i}`, lead !== null)} as "ref_${entity}"`)
    .join('')
  const text = lead
    ? `with c as (${callerSql[kind]}), p as (${projectOf(lead)})
       select ${ACTOR}, p.id as "projectId", g.grants, p.areas${refs}
         from c left join p on true left join lateral (select ${grantsSql('c', 'p')} as grants) g on p.id is not null`
    : `with c as (${callerSql[kind]}) select ${ACTOR}, null as "projectId", null as grants, null as areas${refs} from c`
  statements.set(key, text)
  return text
}

function projectOf({ entity, id, mayBeGone }: Lead): string {
  if (entity === 'project') return `select p.*, null as areas from projects p where p.id = $2 and p.deleted_at is null`
  const { table, areas, number } = entityTables[entity]
  return `select p.*, ${areas ? 'e.areas' : 'null as areas'} from ${table} e join projects p on p.id = e.project_id and p.deleted_at is null
    where e.${typeof id === 'number' ? number : 'id'} = $2 ${mayBeGone ? '' : 'and e.deleted_at is null'}`
}

function livingOf(entity: Entity, ids: string, hasProject: boolean): string {
  const { table, inProject } = entityTables[entity]
  const here = !inProject ? '' : hasProject ? ' and e.project_id = p.id' : ' and false'
  return `(select coalesce(jsonb_agg(e.id), '[]') from ${table} e where e.id = any(${ids}::uuid[]) and e.deleted_at is null${here})`
}

/** Whether the caller may do this. What they may not read answers as if it did not exist: 404 before 403. */
export function authorize(operation: Operation, actor: Actor, lead: Lead | null): void {
  const { access } = operation
  if (lead && 'verb' in access) {
    const { seenIn } = lead
    const isSeen = actor.projectId && seenIn.length > 0 && seenIn.every((area) => grants(actor.grants, area, 'read'))
    if (!isSeen) throw notFound(entityTables[lead.entity].noun)
    const area = access.area ?? seenIn[0]
    if (!area || !grants(actor.grants, area, access.verb)) throw forbidden()
  }
  if (access.scope === 'admin' && actor.systemAccess !== 'ADMIN') throw forbidden('Only administrators may do this.')
  if (access.scope === 'creators' && !['ADMIN', 'PROJECTADMIN'].includes(actor.systemAccess))
    throw forbidden('Only administrators and project administrators may create projects.')
  if (writes(operation) && actor.readOnly) throw forbidden('This token only reads.')
}
