/**
 * Results on their way: kept in this browser from the moment they are given until the server has them, sent one after the other
 * in the order they were given, each with a key of its own, so that none counts twice.
 */
import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import { client, queryClient, trpc } from '../../app/api.ts'
import { type FaultToTell, faultOf } from '../../app/fault.ts'
import { dropKept, keep, keptNames, readKept, unsent } from '../../app/kept.ts'
import { whenBack } from '../../app/when-back.ts'
import { toast } from '../../ui/toast.tsx'
import type { GivenResult } from './types.ts'

const KeptResult = z.object({
  key: z.string(),
  runId: z.string(),
  caseId: z.string(),
  number: z.number(),
  result: z.record(z.string(), z.unknown()),
})
export interface ResultToSend {
  runId: string
  /** The run case. */
  caseId: string
  number: number
  result: GivenResult
}
interface Waiter {
  onWait: () => void
  done: (error?: unknown) => void
}

const kind = unsent('given ')
const waiters = new Map<string, Waiter>()
const listeners = new Set<() => void>()
/** Those that could not be sent, by the numbers of their cases. */
let waiting: readonly number[] = []
let isSending = false
let given = 0
let end: (() => void) | undefined

/** Resolves once the server has it, or with why it takes it not. `onWait` is called where the server does not answer. */
export function sendResult(one: ResultToSend, onWait: () => void): Promise<{ error?: unknown }> {
  const key = crypto.randomUUID()
  const { promise, resolve } = Promise.withResolvers<{ error?: unknown }>()
  waiters.set(key, { onWait, done: (error) => resolve(error === undefined ? {} : { error }) })
  keep(`${kind}${Date.now()} ${`${given++}`.padStart(6, '0')}`, { key, ...one })
  if (waiting.length > 0) wait()
  void sendResults()
  return promise
}

/** Sends what is kept, the oldest first; stops at the first that cannot be sent. */
export async function sendResults() {
  if (isSending) return
  isSending = true
  try {
    for (let name = keptNames(kind)[0]; name; name = keptNames(kind)[0]) {
      const one = readKept(name, KeptResult)
      const refusal = one && (await sent(one))
      if (refusal) return wait(refusal)
      dropKept(name)
    }
    goneOn()
  } finally {
    isSending = false
  }
}

/** Why it must be kept on; undefined where the server has it, or will never take it. */
async function sent({ key, runId, caseId, number, result }: z.infer<typeof KeptResult>) {
  try {
    const input = { runId, caseId, ...(result as GivenResult) }
    await client.results.execute.mutate(input, { context: { idempotencyKey: key } })
    waiters.get(key)?.done()
  } catch (error) {
    const { code, message } = faultOf(error)
    if (code === 'UNREACHABLE' || code === 'UPSTREAM_ERROR' || code === 'RATE_LIMITED' || code === 'UNAUTHORIZED')
      return code
    const waiter = waiters.get(key)
    if (waiter) waiter.done(error)
    else toast({ status: 'FAILED', text: `The result kept for C${number} was not taken: ${message}` })
  }
  waiters.delete(key)
  return undefined
}

function wait(why?: FaultToTell['code']) {
  const kept = keptNames(kind).flatMap((name) => readKept(name, KeptResult) ?? [])
  for (const { key } of kept) waiters.get(key)?.onWait()
  tell(kept.map(({ number }) => number))
  // A login is asked for once; then it is for the reader to say when.
  if (why !== 'UNAUTHORIZED') end ??= whenBack(sendResults)
}

function goneOn() {
  end?.()
  end = undefined
  if (waiting.length === 0) return
  tell([])
  void queryClient.invalidateQueries(trpc.results.pathFilter())
  void queryClient.invalidateQueries(trpc.runs.get.pathFilter())
}

function tell(numbers: readonly number[]) {
  if (`${numbers}` === `${waiting}`) return
  waiting = numbers
  for (const listener of listeners) listener()
}

export const useUnsentResults = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => waiting,
  )
