import { useState } from 'react'
import * as z from 'zod/mini'
import { dropKept, keep, readKept } from './kept.ts'

const Draft = z.object({ version: z.optional(z.int()), written: z.record(z.string(), z.string()) })
type Draft = z.infer<typeof Draft>
const nothing: Draft = { written: {} }

/**
 * The fields of a form over what is saved (`saved`, of `version`). What is written outlives a reload until it is cleared,
 * with the version on which it was written: `version` is that one, `isOld` says that there is a newer one by now, `rebase`
 * writes over that. `changesOf(sent)` picks the fields that differ from what is saved. Never for passwords.
 */
export function useDraft<T extends Record<string, string>>(form: string, saved: T, version?: number) {
  const name = `draft ${form}`
  const [draft, setDraft] = useState(() => readKept(name, Draft) ?? nothing)
  const written = Object.entries(draft.written).filter(([field, text]) => field in saved && text !== saved[field])
  const changed = new Set(written.map(([field]) => field))
  const put = (next: Draft) => {
    if (Object.keys(next.written).length === 0) dropKept(name)
    else keep(name, next)
    setDraft(next)
  }
  const isBegun = changed.size > 0 && draft.version !== undefined
  const base = isBegun ? draft.version : version
  return {
    value: { ...saved, ...Object.fromEntries(written) } as T,
    version: base,
    isOld: base !== version,
    changesOf: <G extends object>(sent: G) =>
      Object.fromEntries(Object.entries(sent).filter(([field]) => changed.has(field))) as Partial<G>,
    set: (change: Partial<T>) => {
      const next = { ...Object.fromEntries(written), ...(change as Record<string, string>) }
      put({ ...(base !== undefined && { version: base }), written: next })
    },
    rebase: () => put({ ...draft, ...(version !== undefined && { version }) }),
    clear: () => put(nothing),
  }
}
