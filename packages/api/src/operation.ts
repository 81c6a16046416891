import type { Access } from './access.ts'

/** Structural, not zod's own class: comparing against that costs twice the type instantiations. */
export interface Schema {
  readonly _zod: { readonly input: unknown; readonly output: unknown }
}
export type In<S extends Schema> = S['_zod']['input']
export type Out<S extends Schema> = S['_zod']['output']

/**
 * query: reads. command: changes, in one transaction, audited. upload: a command whose input comes as
 * multipart/form-data with files, on REST alone. download: reads, and answers a file that may be larger than memory, on
 * REST alone, audited. live: a subscription, on tRPC alone.
 */
export type Kind = 'query' | 'command' | 'upload' | 'download' | 'live'
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
type Path = `${Method} /${string}`

/**
 * The fields of an input that are always there and are ids: only these can lead to a project. One within another:
 * `where.id`; of a list, which must not be empty, the first: `ids.0`.
 */
type Leads<I> = {
  [K in keyof I & string]-?: I[K] extends string | number
    ? K
    : I[K] extends readonly (infer E)[]
      ? `${K}.0${E extends object ? `.${Leads<E>}` : ''}`
      : I[K] extends object
        ? `${K}.${Leads<I[K]>}`
        : never
}[keyof I & string]
/** Every `{name}` of the path must be a field of the input. */
type Params<P> = P extends `${string}{${infer N}}${infer R}` ? N | Params<R> : never

interface Declaration<P extends Path, I extends Schema, O extends Schema> {
  /** Below /api: `GET /milestones/{milestoneId}`. */
  path: P &
    (Params<P> extends keyof Out<I>
      ? unknown
      : { 'the path names a field the input lacks': Exclude<Params<P>, keyof Out<I>> })
  /** Further paths that answer the same. */
  also?: Path[]
  summary: string
  description?: string
  access: Access<Leads<Out<I>>, keyof Out<I>>
  input: I
  output: O
  /** 200 unless said otherwise; 204 answers no body, 302 (of a query) redirects to the `url` of what it gives. */
  status?: 200 | 201 | 202 | 204 | 302
  /** The answer shows a secret or is a login, or nobody is logged in whose key it could be: it is never kept for an Idempotency-Key. */
  secret?: true
  /** In which media types a download comes. */
  produces?: readonly [string, ...string[]]
}

export interface Operation<K extends Kind = Kind, I extends Schema = Schema, O extends Schema = Schema> {
  kind: K
  path: Path
  also: Path[]
  summary: string
  description?: string
  access: Access<PropertyKey>
  input: I
  output: O
  status: number
  secret?: true
  produces?: readonly [string, ...string[]]
}

/** Whether it changes something; else it only reads. */
export const writes = ({ kind }: Pick<Operation, 'kind'>): boolean => kind === 'command' || kind === 'upload'

const declare =
  <K extends Kind>(kind: K) =>
  <const P extends Path, I extends Schema, O extends Schema>(declaration: Declaration<P, I, O>): Operation<K, I, O> =>
    ({ status: 200, also: [], ...declaration, kind }) as Operation<K, I, O>

export const query = declare('query')
export const command = declare('command')
export const upload = declare('upload')
export const download = declare('download')
export const live = declare('live')

/** The operations of one domain. */
export type Operations = Record<string, Operation>
