/** What the server answers to an import, by the contract. */
import type { ImportSummary as Answer } from '@testplanit/api/domains/imports/schemas'

export type ImportSummary = Answer
export type ImportedFile = Answer['files'][number]
