/** What was written and not yet sent, kept in this browser by the case. */
import type { Written } from './case-fields.ts'

export interface Kept {
  written: Written
  /** The version of the case on which it was written. */
  version: number
  at: string
}

const keyOf = (caseId: string) => `unsent ${caseId}`

export const keepEdit = (caseId: string, version: number, written: Written) =>
  localStorage.setItem(keyOf(caseId), JSON.stringify({ written, version, at: new Date().toISOString() } satisfies Kept))

export const dropEdit = (caseId: string) => localStorage.removeItem(keyOf(caseId))

export function keptEdit(caseId: string): Kept | undefined {
  const text = localStorage.getItem(keyOf(caseId))
  return text ? (JSON.parse(text) as Kept) : undefined
}
