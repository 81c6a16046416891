import { useMemo } from 'react'
import * as z from 'zod/mini'
import { readDraft, useStoredDraft, writeDraft } from './draft-store.ts'
import { unsent } from './kept.ts'

const anyFields = z.record(z.string(), z.unknown())

interface Options {
  /** Of what is saved. */
  version?: number | undefined
  /** What may be kept, where fields hold more than texts, yes and no, and lists of texts. */
  fields?: z.ZodMiniType<object>
  /** A logout does not clear it: too much was written. */
  outlivesLogout?: boolean
}

/**
 * The fields of a form over what is saved. What is written outlives a reload, a failed save and a login that ended, until
 * the server has it, with the version on which it was written: `version` is that one, `isOld` says that there is a newer one
 * by now, `rebase` writes over that. `changesOf(given)` picks the fields that differ from what is saved. `forget(sent, now)`
 * after a save: the fields are as they were sent, and what was written since stays, over version `now`. Never for passwords.
 */
export function useDraft<T extends object>(form: string, saved: T, { version, fields, outlivesLogout }: Options = {}) {
  const name = outlivesLogout ? unsent(form) : `draft ${form}`
  const schema = useMemo(() => z.object({ version: z.optional(z.int()), written: fields ?? anyFields }), [fields])
  const differing = (written: object = {}) =>
    Object.entries(written).filter(([field, value]) => {
      if (!(field in saved)) return false
      const before = saved[field as keyof T]
      return (fields || isAlike(value, before)) && !isSame(value, before)
    })
  const put = (version: number | undefined, written: object) =>
    writeDraft(name, { ...(version !== undefined && { version }), written })
  const draft = useStoredDraft(name, schema)
  const written = Object.fromEntries(differing(draft?.written))
  const isBegun = Object.keys(written).length > 0
  const base = isBegun && draft?.version !== undefined ? draft.version : version
  return {
    value: { ...saved, ...written } as T,
    version: base,
    isOld: base !== version,
    /** Something is written that is not saved; `isKept` asks it anew, once the form is gone. */
    isBegun,
    isKept: () => differing(readDraft(name, schema)?.written).length > 0,
    changesOf: <G extends object>(given: G) =>
      Object.fromEntries(Object.entries(given).filter(([field]) => field in written)) as Partial<G>,
    set: (change: Partial<T>) =>
      put(base, { ...Object.fromEntries(differing(readDraft(name, schema)?.written)), ...change }),
    rebase: () => put(version, written),
    forget: (sent: T, now?: number) => {
      const kept = Object.entries(readDraft(name, schema)?.written ?? {})
      const since = kept.filter(([field, value]) => !isSame(value, sent[field as keyof T]))
      if (since.length > 0) put(now, Object.fromEntries(since))
      else writeDraft(name, undefined)
    },
    clear: () => writeDraft(name, undefined),
  }
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Of the same kind as the field: what was kept may be of an earlier version of the form. */
const isAlike = (value: unknown, field: unknown) =>
  Array.isArray(field)
    ? Array.isArray(value) && value.every((one) => typeof one === 'string')
    : typeof value === typeof field && !Array.isArray(value)
