import * as z from 'zod'
import { Id } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { RichText } from '../../common/text.ts'
import { durations, lasted, Time } from '../../common/time.ts'
import { Attachment, Attachments } from '../attachments/schemas.ts'

/** What a result says. */
export const Verdict = z.enum(['PASSED', 'FAILED', 'BLOCKED', 'SKIPPED', 'IN_PROGRESS'])
export type Verdict = z.infer<typeof Verdict>

const StepResultInput = z.strictObject({ stepId: Id, status: Verdict, notes: RichText.nullish(), ...durations })

const result = {
  status: Verdict.optional().meta({ description: 'May be left out when stepResults are given.' }),
  notes: RichText.nullish(),
  ...durations,
  stepResults: z.array(StepResultInput).max(1000).default([]),
  attachments: Attachments.default([]),
}

const saysSomething = ({ status, stepResults }: { status?: Verdict | undefined; stepResults: unknown[] }) =>
  status !== undefined || stepResults.length > 0
const missing = { path: ['status'], error: 'is required, unless stepResults are given' }

export const Execute = z.strictObject({ runId: Id, caseId: Id, ...result }).refine(saysSomething, missing)
/** It is said anew in whole: nothing is taken over from what it corrects. */
export const Correct = z.strictObject({ resultId: Id, ...result }).refine(saysSomething, missing)
export const ExecuteMany = z.strictObject({
  runId: Id,
  results: z
    .array(z.strictObject({ caseId: Id, ...result }).refine(saysSomething, missing))
    .min(1)
    .max(1000),
})

const outcome = {
  status: Verdict,
  notes: RichText.nullable(),
  ...lasted,
}

/** What was seen once. Results are never changed: a run case shows the latest. One that was corrected counts no more. */
export const Result = z
  .object({
    id: Id,
    createdAt: Time,
    createdBy: Id.nullable(),
    runId: Id,
    runCaseId: Id,
    repositoryCaseId: Id,
    ...outcome,
    correctsId: Id.nullable().meta({ description: 'The result that this one corrects.' }),
    correctedById: Id.nullable().meta({
      description: 'The result that corrects this one, which counts in no sum, failure or report since.',
    }),
    flaky: z.boolean().meta({ description: 'It passed after failing.' }),
    message: z.string().nullable().meta({ description: 'What an automated test said when it failed.' }),
    details: z.string().nullable().meta({ description: 'Its trace.' }),
    attempts: z.array(z.object({ status: Verdict, durationMs: z.int().nullable(), message: z.string().nullable() })),
    stepResults: z.array(z.object({ stepId: Id, ...outcome })),
    attachments: z.array(Attachment),
  })
  .meta({ id: 'TestRunResult' })
export type Result = z.infer<typeof Result>

export const ListResults = list({ runId: Id, caseId: Id })
