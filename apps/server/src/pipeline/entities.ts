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
  plan: { table: 'plans', noun: 'test plan', inProject: true },
  result: {
    table: '(select r.id, r.project_id, n.deleted_at from results r join runs n on n.id = r.run_id)',
    noun: 'result',
    inProject: true,
  },
  session: { table: 'sessions', noun: 'session', inProject: true },
  // A comment lives as long as what it is about.
  comment: {
    table: `(select m.id, m.project_id, coalesce(m.deleted_at, c.deleted_at, n.deleted_at, s.deleted_at) as deleted_at
       from comments m left join cases c on c.id = m.case_id left join sessions s on s.id = m.session_id
       left join results r on r.id = m.result_id left join runs n on n.id = coalesce(m.run_id, r.run_id))`,
    noun: 'comment',
    inProject: true,
  },
  user: { table: 'users', noun: 'user', inProject: false },
  member: { table: 'members', noun: 'member', inProject: true },
  role: { table: 'roles', noun: 'role', inProject: false },
  apiToken: { table: 'api_tokens', noun: 'token', inProject: false },
}
