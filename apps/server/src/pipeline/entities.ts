import type { Entity } from '@testplanit/api/access'

/** Where each entity lives, what people call it, and whether it belongs to a project (its table then has project_id). */
export const entityTables: Record<Entity, { table: string; noun: string; inProject: boolean }> = {
  project: { table: 'projects', noun: 'project', inProject: false },
  folder: { table: 'folders', noun: 'folder', inProject: true },
  case: { table: 'cases', noun: 'test case', inProject: true },
  milestone: { table: 'milestones', noun: 'milestone', inProject: true },
  configuration: { table: 'configurations', noun: 'configuration', inProject: true },
  template: { table: 'templates', noun: 'template', inProject: true },
  run: { table: 'runs', noun: 'test run', inProject: true },
  user: { table: 'users', noun: 'user', inProject: false },
  member: { table: 'members', noun: 'member', inProject: true },
  role: { table: 'roles', noun: 'role', inProject: false },
  apiToken: { table: 'api_tokens', noun: 'token', inProject: false },
}
