import * as z from 'zod'
import { base, changes } from '../../common/entity.ts'
import { Id, ref } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { name, RichText } from '../../common/text.ts'
import { Day, Time } from '../../common/time.ts'

const fields = {
  name: name(),
  description: RichText.nullish(),
  startDate: Day.nullish(),
  dueDate: Day.nullish(),
  parentId: ref('milestone').nullish(),
}

/** Something to be reached by a day; milestones make a tree. */
export const Milestone = z
  .object({
    ...base,
    projectId: Id,
    name: z.string(),
    description: RichText.nullable(),
    startDate: Day.nullable(),
    dueDate: Day.nullable(),
    completedAt: Time.nullable(),
    parentId: Id.nullable(),
  })
  .meta({ id: 'Milestone' })
export type Milestone = z.infer<typeof Milestone>

export const CreateMilestone = z.strictObject({ projectId: ref('project'), ...fields })

/** `completedAt` completes the milestone; null opens it again. */
export const UpdateMilestone = changes({ ...fields, completedAt: Time.nullish() }).extend({ milestoneId: Id })

export const ListMilestones = list({
  projectId: Id,
  parentId: Id.optional(),
  completed: z.boolean().optional(),
})
