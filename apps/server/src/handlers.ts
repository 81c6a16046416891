import { authHandlers } from './domains/auth/handlers.ts'
import { milestonesHandlers } from './domains/milestones/handlers.ts'
import { projectsHandlers } from './domains/projects/handlers.ts'
import type { Handlers } from './pipeline/handler.ts'

/** Every operation's handler. */
export const handlers = {
  auth: authHandlers,
  projects: projectsHandlers,
  milestones: milestonesHandlers,
} as unknown as Handlers
