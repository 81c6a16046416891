import * as z from 'zod'
import { base, changes, expectedVersion, Version } from '../../common/entity.ts'
import { Id, ref } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { filled, name, text } from '../../common/text.ts'
import { Time } from '../../common/time.ts'
import { isReadable, tooLong } from '../cases/schemas.ts'

/** So many they are at most: they stand within a case, perhaps more than once. */
export const MAX_SHARED = 100

const fields = {
  name: name(),
  steps: z
    .array(
      z.strictObject({
        id: Id.optional().meta({ description: 'A step that carries its id stays the same step.' }),
        action: filled(10_000),
        expected: text(10_000).nullish(),
      }),
    )
    .min(1)
    .max(MAX_SHARED)
    .refine(isReadable, tooLong),
}

const SharedStep = z.object({ id: Id, action: z.string(), expected: z.string().nullable() })
export type SharedStep = z.infer<typeof SharedStep>

/** Steps that many cases have in common: changed here, changed in all of them. */
export const SharedSteps = z
  .object({
    ...base,
    projectId: Id,
    name: z.string(),
    steps: z.array(SharedStep),
    caseCount: z.int().meta({ description: 'How many cases they stand in.' }),
  })
  .meta({ id: 'SharedSteps' })
export type SharedSteps = z.infer<typeof SharedSteps>

export const CreateSharedSteps = z.strictObject({ projectId: ref('project'), ...fields })
export type CreateSharedSteps = z.infer<typeof CreateSharedSteps>
export const UpdateSharedSteps = changes(fields).extend({ sharedStepId: Id })

export const ListSharedSteps = list({
  projectId: Id,
  search: text(500).optional().meta({ description: 'In the name.' }),
  sort: z.enum(['createdAt', '-createdAt', 'name', '-name']).default('-createdAt'),
})

/** A case that shared steps stand in. */
export const UsingCase = z
  .object({ id: Id, number: z.int(), title: z.string(), folderId: Id })
  .meta({ id: 'CaseWithSharedSteps' })
export const ListUsingCases = list({ sharedStepId: Id })

/** What shared steps were from a change to the next. */
export const SharedStepsVersion = z
  .object({
    version: z.int(),
    createdAt: Time,
    createdBy: Id.nullable(),
    name: z.string(),
    steps: z.array(SharedStep),
  })
  .meta({ id: 'SharedStepsVersion' })
export type SharedStepsVersion = z.infer<typeof SharedStepsVersion>
export const ListSharedStepsVersions = list({ sharedStepId: Id })
export const RestoreSharedSteps = z.strictObject({ sharedStepId: Id, version: Version, ...expectedVersion })
