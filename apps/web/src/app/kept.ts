/**
 * What this browser keeps for its reader: what was typed and not yet sent, what was unfolded, what was found. Each user has
 * their own. A logout clears it, except what never reached the server of a case: that waits for its writer.
 */
import type * as z from 'zod/mini'
import { myId } from './session.ts'

const PREFIX = 'kept'
const UNSENT = 'unsent'
/** Each user has their own. */
export const keyOf = (name: string) => `${PREFIX} ${myId() ?? 'nobody'} ${name}`

/** Names what outlives a logout. */
export const unsent = (name: string) => `${UNSENT} ${name}`

/** What is kept under a name; undefined where there is nothing, or nothing that can be read any more. */
export function readKept<S extends z.ZodMiniType>(name: string, schema: S): z.output<S> | undefined {
  const text = localStorage.getItem(keyOf(name))
  if (text === null) return undefined
  const { success, data } = schema.safeParse(parsed(text))
  if (!success) dropKept(name)
  return data
}

export const keep = (name: string, value: unknown) => localStorage.setItem(keyOf(name), JSON.stringify(value))

export const dropKept = (name: string) => localStorage.removeItem(keyOf(name))

/** The names of what is kept for the reader that begin so, in the order of their letters. */
export function keptNames(beginning: string): string[] {
  const [prefix, start] = [keyOf(''), keyOf(beginning)]
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(start))
  return keys.map((key) => key.slice(prefix.length)).sort()
}

/** At a logout. */
export function forgetKept() {
  for (const key of Object.keys(localStorage)) {
    const [prefix, , kind] = key.split(' ')
    if (prefix === PREFIX && kind !== UNSENT) localStorage.removeItem(key)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
