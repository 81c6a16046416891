import type { Contract } from '@testplanit/api/contract'
import type { In, Operation, Out, Schema } from '@testplanit/api/operation'
import type { Reader, Writer } from '../platform/database/database.ts'
import type { Platform } from '../platform/platform.ts'
import type { Actor } from './actor.ts'
import type { Credential } from './authorize.ts'
import type { Recorder } from './record.ts'

/** The cookie of a login, on the answer under way. */
export interface LoginCookie {
  set(token: string): void
  clear(): void
}

/** Where a request came from, and what it brought to say who calls. */
export interface Caller {
  credential: Credential | null
  address: string
  /** Where they reached this server: what is answered as a whole address begins so. */
  origin: string
  userAgent: string
  cookie: LoginCookie
}

/** What every handler gets. Nobody is logged in where the access is `anyone`: the actor may nothing there. */
type Ground<I> = { input: I; actor: Actor; caller: Caller; platform: Platform }
type Reading<I> = Ground<I> & { db: Reader }
type Writing<I> = Ground<I> & { tx: Writer; record: Recorder }
type Fetching<I> = Reading<I> & { record: Recorder }

/** A query gets a read-only handle, a command its transaction and the recorder, a download the handle and the recorder. */
type Call<K, I> = K extends 'query' | 'live' ? Reading<I> : K extends 'download' ? Fetching<I> : Writing<I>

/** The file that a download answers: it is made while it is sent, so that no more of it is held than a part. */
export interface Download {
  name: string
  /** One of those that the operation `produces`. */
  type: string
  content: AsyncIterable<string>
}

type Answer<K, R extends Schema> = K extends 'live'
  ? AsyncIterable<In<R>>
  : Promise<K extends 'download' ? Download : In<R>>

export type Handler<O extends Operation> =
  O extends Operation<infer K, infer I, infer R> ? (call: Call<K, Out<I>>) => Answer<K, R> : never

/** One handler for each operation of the contract: none missing, none too many. */
export type Handlers = {
  [D in keyof Contract]: {
    [N in keyof Contract[D]]: Contract[D][N] extends Operation ? Handler<Contract[D][N]> : never
  }
}

/**
 * A command's handler with work to do before its transaction, which holds a connection of the pool: what takes long and
 * writes nothing (digests of passwords). What `prepare` gives stands in the handler's call as `prepared`. It may be
 * stale by then: the handler asks again, under its locks, whatever must still hold.
 */
export const prepared = <I, P, R>(
  prepare: (call: Reading<I>) => Promise<P>,
  handle: (call: Writing<I> & { prepared: P }) => Promise<R>,
): ((call: Writing<I>) => Promise<R>) => Object.assign(handle as (call: Writing<I>) => Promise<R>, { prepare })

/** A handler as the pipeline holds it, whatever its operation. */
export type AnyHandler = ((call: never) => unknown) & { prepare?: (call: never) => Promise<unknown> }
