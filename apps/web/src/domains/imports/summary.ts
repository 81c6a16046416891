/** What the server answers to an import, by the contract. */
import type { ImportSummary as Answer } from '@testplanit/api/domains/imports/schemas'

export type ImportSummary = Answer
export type ImportedFile = Answer['files'][number]

/** It was read, and there is nothing in it. */
export const isNothing = (summary: ImportSummary | undefined) =>
  summary?.files.every((file) => file.imported === 0 && !file.fault) ?? false
