import * as z from 'zod'
import { base, changes } from '../../common/entity.ts'
import { Id, ref } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { name, RichText, text } from '../../common/text.ts'
import { Time } from '../../common/time.ts'
import { Counts } from '../runs/schemas.ts'

const fields = {
  name: name(),
  description: RichText.nullish(),
  milestoneId: ref('milestone').nullish(),
}

/** A group of runs, with what they come to together. Each run says its own milestone. */
export const Plan = z
  .object({
    ...base,
    projectId: Id,
    name: z.string(),
    description: RichText.nullable(),
    milestoneId: Id.nullable(),
    completedAt: Time.nullable(),
    runs: z.object({ active: z.int(), completed: z.int(), cancelled: z.int() }).meta({ description: 'How many.' }),
    counts: Counts.meta({ description: 'The sums over its runs.' }),
    openCases: z.int().meta({
      description: 'So many run cases of its active runs were not executed yet, or are in progress.',
    }),
  })
  .meta({ id: 'TestPlan' })
export type Plan = z.infer<typeof Plan>

export const CreatePlan = z.strictObject({ projectId: ref('project'), ...fields })

/** `completedAt` completes the plan; null opens it again. */
export const UpdatePlan = changes({ ...fields, completedAt: Time.nullish() }).extend({ planId: Id })

export const ListPlans = list({
  projectId: Id,
  milestoneId: Id.optional(),
  completed: z.boolean().optional(),
  search: text(200).optional().meta({ description: 'In the name.' }),
})
