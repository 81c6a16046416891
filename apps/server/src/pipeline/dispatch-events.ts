import { setTimeout as pause } from 'node:timers/promises'
import type { Events } from '@testplanit/api/events'
import { sql } from 'drizzle-orm'
import type { Writer } from '../platform/database/database.ts'
import { anyOf } from '../platform/database/ids.ts'
import { DISPATCHING } from '../platform/database/locks.ts'
import type { Job } from '../platform/jobs/job.ts'
import type { Platform } from '../platform/platform.ts'

const BATCH = 500
const POLL_MS = 1000

/** What happened, as a job gets it. */
export type Happened<T extends keyof Events = keyof Events> = {
  [K in T]: {
    id: string
    type: K
    createdAt: string
    entityId: string
    projectId: string | null
    /** Whose doing it was. */
    userId: string | null
    payload: Events[K]
  }
}[T]

/** A job that runs for each event of some types. */
export interface Subscriber<T extends keyof Events = keyof Events> extends Job<Happened<T>> {
  listensTo: T[]
}

export const subscriber = <T extends keyof Events>(declaration: Subscriber<T>): Subscriber =>
  declaration as unknown as Subscriber

/**
 * Hands events to their subscribers' queues, in batches, one process at a time. Rows are marked, never found by
 * "later than the last": commits do not come in the order of ids. A poll finds them: NOTIFY lets transactions commit one
 * after another, and took a third of all commands.
 */
export class Dispatcher {
  readonly #platform: Platform
  readonly #subscribers: Subscriber[]
  readonly #end = new AbortController()
  #ended: Promise<void> | undefined

  constructor(platform: Platform, subscribers: Subscriber[]) {
    this.#platform = platform
    this.#subscribers = subscribers
  }

  start(): void {
    this.#ended = this.#loop(this.#end.signal)
  }

  async stop(): Promise<void> {
    this.#end.abort()
    await this.#ended
  }

  async #loop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if ((await this.dispatch()) === BATCH) continue
      } catch (error) {
        this.#platform.log.error({ err: error }, 'dispatching events')
      }
      await pause(POLL_MS, undefined, { signal }).catch(() => undefined)
    }
  }

  /** One batch; gives how many events it held. */
  dispatch(): Promise<number> {
    return this.#platform.database.transaction(async (tx) => {
      const [lock] = await tx.execute<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(${DISPATCHING}) as mine`)
      return lock?.mine ? this.#handOver(tx) : 0
    })
  }

  async #handOver(tx: Writer): Promise<number> {
    const events = await tx.execute<Happened & Record<string, unknown>>(sql`
      select id, type, created_at as "createdAt", entity_id as "entityId", project_id as "projectId", user_id as "userId", payload
        from events where handled_at is null order by id limit ${BATCH}`)
    if (!events.length) return 0
    for (const { name, listensTo } of this.#subscribers) {
      const theirs = events.filter(({ type }) => listensTo.includes(type))
      if (theirs.length) await this.#platform.jobs.send(tx, name, theirs)
    }
    await tx.execute(sql`update events set handled_at = now() where id = ${anyOf(events.map(({ id }) => id))}`)
    return events.length
  }
}
