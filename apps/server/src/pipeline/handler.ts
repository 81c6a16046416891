import type { Contract } from '@testplanit/api/contract'
import type { In, Operation, Out } from '@testplanit/api/operation'
import type { Reader, Writer } from '../platform/database/database.ts'
import type { Platform } from '../platform/platform.ts'
import type { Actor } from './actor.ts'
import type { Recorder } from './record.ts'

/** The cookie of a login, on the answer under way. */
export interface LoginCookie {
  set(token: string): void
  clear(): void
}

/** Where a request came from. */
export interface Caller {
  address: string
  userAgent: string
  cookie: LoginCookie
}

/**
 * What a handler gets: a query a read-only handle, a command its transaction and the recorder.
 * Nobody is logged in where the access is `anyone`: the actor is null there.
 */
type Call<K, I> = { input: I; actor: Actor; caller: Caller; platform: Platform } & (K extends 'query' | 'live'
  ? { db: Reader }
  : { tx: Writer; record: Recorder })

export type Handler<O extends Operation> =
  O extends Operation<infer K, infer I, infer R>
    ? (call: Call<K, Out<I>>) => K extends 'live' ? AsyncIterable<In<R>> : Promise<In<R>>
    : never

/** One handler for each operation of the contract: none missing, none too many. */
export type Handlers = {
  [D in keyof Contract]: {
    [N in keyof Contract[D]]: Contract[D][N] extends Operation ? Handler<Contract[D][N]> : never
  }
}

/** A handler as the pipeline holds it, whatever its operation. */
export type AnyHandler = (call: never) => unknown
