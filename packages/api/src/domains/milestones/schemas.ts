import * as z from 'zod'
import { base, changes } from '../../common/entity.ts'
import { Id, ref } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { name, RichText, text } from '../../common/text.ts'
import { Day, Time } from '../../common/time.ts'
import { Counts } from '../runs/schemas.ts'

const fields = {
  name: name(),
  description: RichText.nullish(),
  startDate: Day.nullish(),
  dueDate: Day.nullish(),
  parentId: ref('milestone').nullish(),
}

/** How many run cases have their result, of how many. */
export const Progress = z
  .object({
    completed: z.int(),
    total: z.int(),
    percentComplete: z.number().meta({ description: 'With one decimal; 0 where there is nothing.' }),
  })
  .meta({ id: 'Progress' })

/** Something to be reached by a day; milestones make a tree. */
export const Milestone = z
  .object({
    ...base,
    projectId: Id,
    name: z.string(),
    description: RichText.nullable(),
    startDate: Day.nullable(),
    dueDate: Day.nullable(),
    startedAt: Time.nullable().meta({ description: 'When somebody started it.' }),
    isStarted: z.boolean().meta({ description: 'Somebody started it, its startDate is reached, or it is completed.' }),
    completedAt: Time.nullable(),
    parentId: Id.nullable(),
    progress: Progress,
    counts: Counts.meta({
      description:
        'Of all run cases of its runs and of those of the milestones beneath it; cancelled runs do not count.',
    }),
    open: z
      .object({
        runs: z.int().meta({ description: 'Active runs.' }),
        cases: z.int().meta({ description: 'Run cases without a result in these.' }),
        milestones: z.int().meta({ description: 'Milestones beneath it that are not completed.' }),
      })
      .meta({ description: 'What is still open in it and beneath it: to be asked about before it is completed.' }),
  })
  .meta({ id: 'Milestone' })
export type Milestone = z.infer<typeof Milestone>

export const CreateMilestone = z.strictObject({ projectId: ref('project'), ...fields })

/** `startedAt` starts the milestone, `completedAt` completes it; null takes that back. */
export const UpdateMilestone = changes({
  ...fields,
  startedAt: Time.nullish(),
  completedAt: Time.nullish(),
}).extend({ milestoneId: Id })

export const ListMilestones = list({
  projectId: Id,
  parentId: Id.optional(),
  started: z.boolean().optional(),
  completed: z.boolean().optional(),
  search: text(200).optional(),
})
