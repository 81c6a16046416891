import type { Milestone } from './schemas.ts'

export interface MilestoneEvents {
  'milestone.completed': Pick<Milestone, 'id' | 'projectId' | 'name' | 'completedAt'>
}
