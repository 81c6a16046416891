/**
 * Drafts by name, as they stand in this window: kept in the browser, so that a reload finds them. Another window's writing
 * is read when a draft comes to the screen, and never changes it under one's hands. Forms have `useDraft`.
 */
import { useCallback, useSyncExternalStore } from 'react'
import type * as z from 'zod/mini'
import { dropKept, keep, keyOf, readKept } from './kept.ts'

/** As this window read or wrote them last, with their text in the browser. */
const known = new Map<string, { draft: unknown; text: string | null }>()
const watched = new Map<string, Set<() => void>>()

const textAt = (key: string) => localStorage.getItem(key)

export function readDraft<S extends z.ZodMiniType>(name: string, schema: S): z.output<S> | undefined {
  const key = keyOf(name)
  const last = known.get(key)
  if (last && (watched.has(key) || last.text === textAt(key))) return last.draft as z.output<S> | undefined
  const draft = readKept(name, schema)
  known.set(key, { draft, text: textAt(key) })
  return draft
}

/** undefined: there is no draft any more. */
export function writeDraft(name: string, draft: object | undefined) {
  const key = keyOf(name)
  if (draft) keep(name, draft)
  else dropKept(name)
  known.set(key, { draft, text: textAt(key) })
  for (const tell of watched.get(key) ?? []) tell()
}

function watch(name: string, tell: () => void) {
  const key = keyOf(name)
  const those = watched.get(key) ?? new Set()
  watched.set(key, those.add(tell))
  return () => {
    those.delete(tell)
    if (those.size === 0) watched.delete(key)
  }
}

export function useStoredDraft<S extends z.ZodMiniType>(name: string, schema: S) {
  const subscribe = useCallback((tell: () => void) => watch(name, tell), [name])
  return useSyncExternalStore(subscribe, () => readDraft(name, schema))
}
