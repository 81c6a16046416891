import { type Entity, type Subject, subjects } from '@testplanit/api/access'
import { references } from '@testplanit/api/common/id'
import type { Named } from './operations.ts'
import { noId } from './server.ts'

/** zod's own description of a schema, as far as samples need it. */
interface Def {
  type: string
  shape?: Record<string, Schema>
  element?: Schema
  innerType?: Schema
  in?: Schema
  options?: Schema[]
  keyType?: Schema
  valueType?: Schema
  entries?: Record<string, unknown>
  values?: unknown[]
  format?: string
  checks?: { _zod: { def: { check: string; minimum?: number } } }[]
}
interface Schema {
  _zod: { def: Def; bag?: { minimum?: number } }
}

/** A leaf of an input: where it stands (lists by 0), what type, and which entity its id names. */
export interface Leaf {
  path: (string | 0)[]
  type: string
  entity: Entity | null
  isUuid: boolean
}

export type Ids = Partial<
  Record<
    | Entity
    | 'runCase'
    | 'step'
    | 'otherCase'
    | 'otherTag'
    | 'finding'
    | 'deletion'
    | 'login'
    | 'invitationToken'
    | 'resetToken',
    string
  >
>

/** What an id names that does not say so itself. */
const namedBy: Record<string, keyof Ids> = {
  caseId: 'case',
  apiTokenId: 'apiToken',
  userId: 'user',
  testRunId: 'run',
  ids: 'runCase',
  stepId: 'step',
}

/** Where an operation is about two of a kind: the other one. */
const others: Record<string, keyof Ids> = {
  'caseLinks.create.data.caseB.connect.id': 'otherCase',
  'tags.merge.intoId': 'otherTag',
}

/** What a schema's refinements ask for, and no generator can know. */
const demanded: Record<string, Record<string, unknown>> = {
  'attachments.create': { url: 'https://example.com/' },
  'attachments.requestUpload': { contentType: 'image/png' },
  'cases.create.steps': { action: 'Look' },
  'cases.createMany.cases.steps': { action: 'Look' },
  'cases.update.steps': { action: 'Look' },
  'cases.updateMany.changes': { priority: 'LOW' },
  'auth.login': { email: 'admin@example.com', password: 'Admin-pass-1' },
  'auth.changePassword': { currentPassword: 'Some-pass-1' },
  'results.execute': { status: 'PASSED' },
  'results.correct': { status: 'PASSED' },
  'results.executeMany.results': { status: 'PASSED' },
  'integrations.create': {
    authType: 'API_KEY',
    credentials: { baseUrl: 'https://jira.example.com', email: 'tests@example.com', apiToken: 'Sample token' },
  },
  'sessions.recordResult': { notes: 'Seen' },
}
/** Texts that must be real ones, and what has them. */
const known: Record<string, keyof Ids> = {
  'auth.acceptInvitation.token': 'invitationToken',
  'auth.resetPassword.token': 'resetToken',
}
/** Where an input takes one of several things: what it says where none of them is asked for. */
const oneOf: Record<string, { fields: string[]; otherwise: Record<string, unknown> }> = {
  'notifications.read': { fields: ['ids', 'all'], otherwise: { all: true } },
  // With results they take a further right.
  'runs.removeCases': { fields: ['ids', 'filter'], otherwise: { filter: { status: ['NOT_STARTED'] } } },
  'runs.assignCases': { fields: ['ids', 'filter'], otherwise: { filter: {} } },
}
const JUNIT = '<testsuite name="s"><testcase classname="c" name="n" time="0.1"/></testsuite>'

/** The smallest input that an operation takes, with ids of real entities; with `want`, that field in it too. */
export function sampleOf({ name, operation }: Named, ids: Ids, want: Leaf['path'] = []): Record<string, unknown> {
  const { access, input } = operation
  const either =
    access.scope === 'either'
      ? access.leads
          .filter(({ field }, i) => (access.leads.some((one) => one.field === want[0]) ? field === want[0] : i === 0))
          .map(({ entity, field }) => [field, ids[entity]])
      : []
  const sample = make(input as unknown as Schema, name, ids, want, name) as Record<string, unknown>
  const subject =
    access.scope === 'subject' ? { [access.field as string]: ids[subjectOf(access, sample).entity] ?? noId } : {}
  const whole = { ...sample, ...Object.fromEntries(either), ...subject }
  return access.scope === 'project' ? withLeaf(whole, String(access.field).split('.'), ids[access.entity]) : whole
}

/** What the type in an input names, where the access of an operation is about a subject. */
export const subjectOf = ({ type }: { type: PropertyKey }, input: Record<string, unknown>) =>
  subjects[input[type as string] as Subject]

function make(schema: Schema, key: string, ids: Ids, want: Leaf['path'], at: string): unknown {
  const named = references.get(schema as never)
  if (named) return ids[others[at] ?? named.entity] ?? noId
  const { def } = schema._zod
  const inner = def.innerType ?? def.in
  if (inner) return make(inner, key, ids, want, at)
  const [next, ...rest] = want
  switch (def.type) {
    case 'object': {
      const fields = Object.entries(def.shape ?? {}).filter(([field, one]) => isRequired(one) || field === next)
      const made = fields.map(([field, one]) => [
        field,
        make(one, field, ids, field === next ? rest : [], `${at}.${field}`),
      ])
      const { fields: some, otherwise } = oneOf[at] ?? { fields: [], otherwise: {} }
      return { ...(!some.includes(String(next)) && otherwise), ...Object.fromEntries(made), ...demanded[at] }
    }
    case 'array': {
      const least = (def.checks ?? []).some(({ _zod }) => _zod.def.check === 'min_length') ? 1 : 0
      return Array.from({ length: next === 0 ? 1 : least }, () =>
        make(def.element as Schema, key, ids, next === 0 ? rest : [], at),
      )
    }
    case 'union': {
      const options = def.options ?? []
      const holds = ({ _zod: { def } }: Schema) => (next === 0 ? def.element : def.shape?.[String(next)])
      const chosen = options.find(holds) ?? options[0]
      return make(chosen as Schema, key, ids, want, at)
    }
    case 'enum':
      return Object.values(def.entries ?? {})[0]
    case 'literal':
      return def.values?.[0]
    case 'boolean':
      return true
    case 'number':
      return Math.max(schema._zod.bag?.minimum ?? 1, 1)
    case 'record':
      return {}
    case 'custom':
      return { name: 'results.xml', content: JUNIT }
    case 'string':
      return ids[known[at] as keyof Ids] ?? textOf(def, key, ids)
    default:
      return null
  }
}

/** Names and addresses are taken once: no two samples have the same. */
let samples = 0

function textOf({ format }: Def, key: string, ids: Ids): string {
  if (format === 'uuid') return ids[namedBy[key] ?? (key.replace(/Id$/, '') as Entity)] ?? noId
  if (format === 'email' || /email/i.test(key)) return `sample-${++samples}@example.com`
  if (format === 'url') return 'https://example.com/'
  if (format === 'date') return '2026-01-31'
  if (format === 'datetime') return '2030-01-31T09:30:00.000Z'
  return `Sample ${key} ${++samples}`
}

const isRequired = (schema: Schema): boolean =>
  schema._zod.def.type === 'pipe'
    ? isRequired(schema._zod.def.in as Schema)
    : !['optional', 'default', 'prefault'].includes(schema._zod.def.type) &&
      !(schema._zod.def.type === 'nullable' && !isRequired(schema._zod.def.innerType as Schema))

/** Every leaf of an operation's input, nested ones too. */
export const leavesOf = ({ operation }: Named): Leaf[] => leaves(operation.input as unknown as Schema, [])

function leaves(schema: Schema, path: Leaf['path']): Leaf[] {
  const named = references.get(schema as never)
  if (named) return [{ path, type: 'string', entity: named.entity, isUuid: true }]
  const { def } = schema._zod
  const inner = def.innerType ?? def.in
  if (inner) return leaves(inner, path)
  if (def.shape) return Object.entries(def.shape).flatMap(([field, one]) => leaves(one, [...path, field]))
  if (def.element) return leaves(def.element, [...path, 0])
  if (def.type === 'union') return ofOneType((def.options ?? []).flatMap((option) => leaves(option, path)))
  return [{ path, type: def.type, entity: null, isUuid: def.format === 'uuid' }]
}

/** Where any text can stand beside a number or a truth, neither is wrong. */
const ofOneType = (found: Leaf[]) => {
  const texts = new Set(found.flatMap(({ path, type, isUuid }) => (type === 'string' && !isUuid ? [path.join()] : [])))
  return found.filter(({ path, type }) => type === 'string' || !texts.has(path.join()))
}

/** The required fields of an operation's input. */
export const requiredOf = ({ operation }: Named): string[] =>
  Object.entries((operation.input as unknown as Schema)._zod.def.shape ?? {})
    .filter(([, schema]) => isRequired(schema))
    .map(([field]) => field)

/** A copy of an input with one leaf changed. */
export function withLeaf(input: Record<string, unknown>, [field, ...rest]: Leaf['path'], value: unknown): never {
  const copy = (Array.isArray(input) ? [...input] : { ...input }) as Record<string, unknown>
  const key = String(field)
  copy[key] = rest.length ? withLeaf((copy[key] ?? {}) as Record<string, unknown>, rest, value) : value
  return copy as never
}
