import type { Handlers } from '../../pipeline/handler.ts'
import { createMilestone } from './create-milestone.ts'
import { deleteMilestone } from './delete-milestone.ts'
import { getMilestone } from './get-milestone.ts'
import { listMilestones } from './list-milestones.ts'
import { updateMilestone } from './update-milestone.ts'

export const milestonesHandlers = {
  list: listMilestones,
  create: createMilestone,
  get: getMilestone,
  update: updateMilestone,
  delete: deleteMilestone,
} satisfies Handlers['milestones']
