/** What was written and not yet sent, kept in this browser by the case. */

import type { Case } from '@testplanit/api/domains/cases/schemas'
import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import { dropKept, keep, keptNames, readKept, unsent } from '../../app/kept.ts'
import type { Written } from './case-fields.ts'

const text = z.nullable(z.string())
/** As it is kept: a text that came as a document stays one. */
export const KeptFields = z.partial(
  z.object({
    title: z.string(),
    description: z.union([text, z.record(z.string(), z.unknown())]),
    expectedResult: text,
    tags: z.array(z.string()),
    automationStatus: z.enum(['MANUAL', 'AUTOMATED', 'SEMI_AUTOMATED']),
    estimate: z.nullable(z.number()),
    priority: z.nullable(z.enum(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'])),
    folderId: z.string(),
    templateId: z.string(),
    steps: z.array(z.object({ key: z.string(), id: z.optional(z.string()), action: z.string(), expected: z.string() })),
  }),
)
/** `version`: that of the case on which it was written. */
const KeptEdit = z.object({
  written: KeptFields,
  version: z.int(),
  of: z.optional(z.object({ projectId: z.string(), number: z.number() })),
})

const kind = unsent('case ')
const nameOf = (caseId: string) => kind + caseId

export const keepEdit = ({ id, version, projectId, number }: Case, written: Written) =>
  keep(nameOf(id), { written, version, of: { projectId, number } })

export const dropEdit = (caseId: string) => dropKept(nameOf(caseId))

export function keptEdit(caseId: string): { written: Written; version: number } | undefined {
  const kept = readKept(nameOf(caseId), KeptEdit)
  return kept && { version: kept.version, written: kept.written as Written }
}

export interface UnsentEdit {
  caseId: string
  projectId: string
  number: number
}

/** Those that wait, the open ones (see `leaveToEditors`) left out: their panel says how it stands. */
let unsentEdits: readonly UnsentEdit[] = []
let editors = { isInHand: (_caseId: string) => false, send: async () => {} }
const listeners = new Set<() => void>()

/** Says which edits are seen to already, and sends what is held. */
export const leaveToEditors = (those: typeof editors) => {
  editors = those
}

/** Sends what can be sent; resolves when none of it is on its way any more. */
export const sendEdits = () => editors.send()

export function recountEdits() {
  const next = keptNames(kind).flatMap((name) => {
    const caseId = name.slice(kind.length)
    const of = editors.isInHand(caseId) ? undefined : readKept(name, KeptEdit)?.of
    return of ? { caseId, ...of } : []
  })
  if (JSON.stringify(next) === JSON.stringify(unsentEdits)) return
  unsentEdits = next
  for (const tell of listeners) tell()
}

export const useUnsentEdits = () =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      recountEdits()
      return () => listeners.delete(tell)
    },
    () => unsentEdits,
  )
