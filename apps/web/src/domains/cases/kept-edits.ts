/** What was written and not yet sent, kept in this browser by the case. */
import * as z from 'zod/mini'
import { dropKept, keep, readKept, unsent } from '../../app/kept.ts'
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
const KeptEdit = z.object({ written: KeptFields, version: z.int() })

const nameOf = (caseId: string) => unsent(`case ${caseId}`)

export const keepEdit = (caseId: string, version: number, written: Written) =>
  keep(nameOf(caseId), { written, version })

export const dropEdit = (caseId: string) => dropKept(nameOf(caseId))

export function keptEdit(caseId: string): { written: Written; version: number } | undefined {
  const kept = readKept(nameOf(caseId), KeptEdit)
  return kept && { ...kept, written: kept.written as Written }
}
