import type postgres from 'postgres'
import type { Log } from '../log/log.ts'

const SYNC_EVERY = 1000
/** So many counts are kept; who invents more keys than that pushes out the oldest. */
const MAX_WINDOWS = 100_000

interface Window {
  key: string
  /** Unix times, in seconds. */
  start: number
  end: number
  /** Calls that PostgreSQL knows of, from all processes. */
  known: number
  /** Calls here that it does not know of yet. */
  added: number
}

export interface Allowance {
  limit: number
  remaining: number
  /** Unix time in seconds at which the window ends. */
  reset: number
  isExceeded: boolean
}

/**
 * Counts calls in fixed windows, in memory, over all processes together: what each has seen is added to PostgreSQL
 * once a second, and the sum comes back. No call waits for a write.
 */
export class RateLimits {
  readonly #windows = new Map<string, Window>()
  readonly #sql: postgres.Sql
  readonly #log: Log
  readonly #now: () => Date
  #timer: NodeJS.Timeout | undefined
  #underWay: Promise<void> | undefined

  constructor(sql: postgres.Sql, log: Log, now: () => Date) {
    this.#sql = sql
    this.#log = log
    this.#now = now
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.sync().catch((error: unknown) => this.#log.error({ err: error }, 'rate limits'))
    }, SYNC_EVERY)
    this.#timer.unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    // One that is under way does not know the last calls.
    await this.#underWay
    await this.sync()
  }

  /** Counts one call of `key`, and says what is left of `limit` in its window of so many seconds. */
  take(key: string, limit: number, seconds: number): Allowance {
    const [name, window] = this.#window(key, seconds)
    window.added++
    this.#windows.set(name, window)
    if (this.#windows.size > MAX_WINDOWS) this.#windows.delete(this.#windows.keys().next().value ?? '')
    return allowance(window, limit)
  }

  /** The same without counting. */
  peek = (key: string, limit: number, seconds: number): Allowance => allowance(this.#window(key, seconds)[1], limit)

  #window(key: string, seconds: number): [string, Window] {
    const now = Math.floor(this.#now().getTime() / 1000)
    const start = now - (now % seconds)
    const name = `${key} ${start}`
    return [name, this.#windows.get(name) ?? { key, start, end: start + seconds, known: 0, added: 0 }]
  }

  /** Adds what was seen here to what all have seen; one at a time, or calls would be added twice. */
  sync(): Promise<void> {
    this.#underWay ??= this.#exchange().finally(() => {
      this.#underWay = undefined
    })
    return this.#underWay
  }

  async #exchange(): Promise<void> {
    const now = this.#now().getTime() / 1000
    for (const [name, { end }] of this.#windows) if (end < now) this.#windows.delete(name)
    const news = [...this.#windows.values()].filter(({ added }) => added > 0)
    if (!news.length) return
    const sent = news.map(({ key, start, added }) => ({ key, start, added }))
    const sums = await this.#sql<{ key: string; start: number; count: number }[]>`
      insert into rate_limits (key, window_start, count)
      select key, start, added from jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) as seen(key text, start int, added int)
       order by key, start
      on conflict (key, window_start) do update set count = rate_limits.count + excluded.count
      returning key, window_start as start, count`
    const sumOf = new Map(sums.map(({ key, start, count }) => [`${key} ${start}`, count]))
    for (const [i, window] of news.entries()) {
      window.added -= sent[i]?.added ?? 0
      window.known = sumOf.get(`${window.key} ${window.start}`) ?? window.known
    }
  }
}

function allowance({ known, added, end }: Window, limit: number): Allowance {
  const used = known + added
  return { limit, remaining: Math.max(0, limit - used), reset: end, isExceeded: used > limit }
}
