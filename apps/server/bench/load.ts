import { setTimeout as sleep } from 'node:timers/promises'
import autocannon, { type Request } from 'autocannon'
import { TOKEN } from './data.ts'

const CONNECTIONS = 20
/** Seconds. */
const WARM_UP = 1
const DRAIN_MS = 300

/** One side of a comparison: where it listens, what it is sent, and what it must answer. */
export interface Side {
  url: string
  /** Each connection begins at another place of the list. */
  requests: Request[]
  expects: number
}

export const get = (path: string): Request => ({ method: 'GET', path })

/** Requests a second of each side: they take turns, and the median of the rounds counts. */
export async function ratesOf<K extends string>(
  sides: Record<K, Side>,
  { seconds, rounds }: { seconds: number; rounds: number },
): Promise<Record<K, number>> {
  const all = Object.entries(sides) as [K, Side][]
  for (const [, side] of all) await fire(side, WARM_UP, 0)
  const found = new Map<K, number[]>(all.map(([name]) => [name, []]))
  for (let round = 0; round < rounds; round++)
    for (const [name, side] of all) found.get(name)!.push(await fire(side, seconds, 1))
  return Object.fromEntries([...found].map(([name, rates]) => [name, median(rates)])) as Record<K, number>
}

async function fire({ url, requests, expects }: Side, duration: number, atLeast: number): Promise<number> {
  let place = 0
  const result = await autocannon({
    url,
    duration,
    connections: CONNECTIONS,
    timeout: 30,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    setupClient(client) {
      const first = Math.floor((place++ * requests.length) / CONNECTIONS)
      client.setRequests([...requests.slice(first), ...requests.slice(0, first)])
    },
  })
  const wrong = Object.keys(result.statusCodeStats).filter((status) => status !== String(expects))
  if (wrong.length || result.errors || result.timeouts || result.requests.total < atLeast) {
    const path = requests[0]?.path
    throw new Error(
      `${path} answered ${wrong.join(' and ') || 'too little'} instead of ${expects} (${result.errors} errors, ${result.timeouts} timeouts).`,
    )
  }
  // What was under way when the turn ended must not slow the next one down.
  await sleep(DRAIN_MS)
  return result.requests.total / result.duration
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
