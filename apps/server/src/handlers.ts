import { auditHandlers } from './domains/audit/handlers.ts'
import { authHandlers } from './domains/auth/handlers.ts'
import { membersHandlers } from './domains/members/handlers.ts'
import { milestonesHandlers } from './domains/milestones/handlers.ts'
import { projectsHandlers } from './domains/projects/handlers.ts'
import { usersHandlers } from './domains/users/handlers.ts'
import type { Handlers } from './pipeline/handler.ts'

/** Every operation's handler. */
export const handlers = {
  auth: authHandlers,
  users: usersHandlers,
  members: membersHandlers,
  audit: auditHandlers,
  projects: projectsHandlers,
  milestones: milestonesHandlers,
} as unknown as Handlers
