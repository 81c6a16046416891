import type { Entity } from '@testplanit/api/access'
import { plainText } from '@testplanit/api/common/document-text'
import { Trashed } from '@testplanit/api/domains/trash/schemas'
import type { Events } from '@testplanit/api/events'
import { type SQL, sql } from 'drizzle-orm'
import type { Writer } from '../platform/database/database.ts'
import { newId } from '../platform/database/ids.ts'

type Row = Record<string, unknown>
type Subject = { id: string; projectId?: string | null }

/** What a command says that it did. It is written with the command's own rows, or not at all. */
export interface Recorder {
  /** `further` says what else was made with it. */
  created(entity: Entity, row: Subject, further?: Row): void
  /** Only what differs is kept; `further` stands beside it. */
  updated(entity: Entity, before: Subject, after: Subject, further?: Row): void
  /**
   * `further` says what else went with it: `beneath` and `cases` are how much. `parted` is what stood in it and goes on
   * without it: a restore joins that again.
   */
  deleted(entity: Entity, row: Subject, further?: Row, parted?: Parted): void
  /** Whatever is not one entity's change: a bulk command's counts, a login. */
  did(entity: Entity | null, subject: Partial<Subject>, changes: Row): void
  event<T extends keyof Events>(type: T, payload: Events[T]): void
}

/** Never in an audit row, under any entity. */
const SECRETS = new Set(['passwordHash', 'tokenHash', 'token', 'password', 'credentials'])
/** Said by the audit row itself, or by nothing that a reader wants to know. */
const BORING = new Set(['updatedAt', 'updatedBy', 'version', 'deleted', 'deletedAt', 'deletionId'])

export interface Origin {
  operation: string
  userId: string | null
  projectId: string | null
  /** Null where no request asked for it. */
  address: string | null
  requestId: string | null
}

/** Rows that named what was deleted, with what they named, by table. */
export interface Parted {
  runs?: { id: string; milestoneId?: string; planId?: string }[]
  sessions?: { id: string; milestoneId?: string }[]
  plans?: { id: string; milestoneId?: string }[]
}

interface Deleted {
  id: string
  entityType: Trashed
  entityId: string
  projectId: string | null
  name: string
  further: number
  parted: Parted | null
}

interface AuditRow {
  entityType: Entity | null
  entityId: string | null
  projectId: string | null
  changes: Row
}

export function newRecord() {
  const audit: AuditRow[] = []
  const deletions: Deleted[] = []
  const events: { type: string; entityId: string; projectId: string | null; payload: Row }[] = []
  const did: Recorder['did'] = (entityType, { id, projectId }, changes) =>
    audit.push({
      entityType,
      entityId: id ?? null,
      projectId: projectId ?? (entityType === 'project' ? id : null) ?? null,
      changes,
    })

  const recorder: Recorder = {
    did,
    created: (entity, row, further) => did(entity, row, { after: visible(row), ...further }),
    deleted(entity, row, further = {}, parted) {
      did(entity, row, { before: visible(row), ...further })
      const { success, data: entityType } = Trashed.safeParse(entity)
      if (!success) return
      const { deletionId, name, title, content } = row as Row
      deletions.push({
        id: deletionId as string,
        entityType,
        entityId: row.id,
        projectId: row.projectId ?? (entity === 'project' ? row.id : null),
        name: String(name ?? title ?? plainText(content as never))
          .slice(0, MAX_NAME)
          .toWellFormed(),
        further: Number(further.beneath ?? 0) + Number(further.cases ?? 0),
        parted: parted ?? null,
      })
    },
    updated(entity, before, after, further) {
      const changed = Object.keys(after).filter((key) => differs((before as Row)[key], (after as Row)[key]))
      did(entity, after, { before: visible(before, changed), after: visible(after, changed), ...further })
    },
    event: (type, payload) =>
      events.push({ type, entityId: payload.id, projectId: payload.projectId, payload: { ...payload } }),
  }
  return { recorder, audit, deletions, events }
}

const MAX_NAME = 255

const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b)

const visible = (row: object, keys = Object.keys(row)) =>
  Object.fromEntries(keys.filter((key) => !SECRETS.has(key) && !BORING.has(key)).map((key) => [key, (row as Row)[key]]))

/** Writes the audit rows, the deletions and the events of a command, and whatever else it keeps, in one statement. */
export async function write(
  tx: Writer,
  { audit, deletions, events }: ReturnType<typeof newRecord>,
  origin: Origin,
  kept: SQL | null,
): Promise<void> {
  if (!audit.length && !events.length && !kept) return
  const auditRows = audit.map((row) => ({ id: newId(), ...row, projectId: row.projectId ?? origin.projectId }))
  const eventRows = events.map((row) => ({ id: newId(), ...row }))
  await tx.execute(sql`
    with audited as (
      insert into audit_log (id, user_id, address, request_id, operation, project_id, entity_type, entity_id, changes)
      select id, ${origin.userId}::uuid, ${origin.address}, ${origin.requestId}, ${origin.operation}, "projectId", "entityType", "entityId", changes
        from jsonb_to_recordset(${JSON.stringify(auditRows)}::jsonb)
          as row(id uuid, "projectId" uuid, "entityType" text, "entityId" uuid, changes jsonb)
    ), happened as (
      insert into events (id, type, entity_id, project_id, user_id, payload)
      select id, type, "entityId", "projectId", ${origin.userId}::uuid, payload
        from jsonb_to_recordset(${JSON.stringify(eventRows)}::jsonb)
          as row(id uuid, type text, "entityId" uuid, "projectId" uuid, payload jsonb)
    )${deletions.length ? trashed(deletions, origin) : sql``}${kept ? sql`, kept as (${kept})` : sql``}
    select`)
}

/** What can be brought back stands in the trash, by the id that all of it is marked with. */
const trashed = (deletions: Deleted[], { userId }: Origin) => sql`, trashed as (
  insert into deletions (id, created_by, project_id, entity_type, entity_id, name, further, parted)
  select id, ${userId}::uuid, "projectId", "entityType", "entityId", name, further, parted
    from jsonb_to_recordset(${JSON.stringify(deletions)}::jsonb)
      as row(id uuid, "projectId" uuid, "entityType" text, "entityId" uuid, name text, further int, parted jsonb))`
