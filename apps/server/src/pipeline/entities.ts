import type { Entity } from '@testplanit/api/access'

interface EntityTable {
  table: string
  /** What people call it. */
  noun: string
  /** It belongs to a project: its table has project_id. */
  inProject: boolean
  /** It stands at something else: its table has areas, all that one must read to see it, the one that it is in first. */
  areas?: true
  /** The column that a number names, where one may stand in an id's place. */
  number?: string
}

// A comment lives as long as what it is about.
const comment = `(
  select m.id, m.project_id, coalesce(m.deleted_at, c.deleted_at, n.deleted_at, s.deleted_at) as deleted_at,
         array['comments', case when m.case_id is not null then 'cases' when m.run_id is not null then 'runs'
                                when m.result_id is not null then 'results' else 'sessions' end] as areas
    from comments m left join cases c on c.id = m.case_id left join sessions s on s.id = m.session_id
    left join results r on r.id = m.result_id left join runs n on n.id = coalesce(m.run_id, r.run_id))`

// An attachment lives as long as what it stands at; a deleted case is still read in the runs that hold it.
const attachment = `(
  select a.id, a.project_id,
         coalesce(a.deleted_at, n.deleted_at, s.deleted_at, i.deleted_at, m.deleted_at, case when c.deleted_at is not null and (
           select true from run_cases rc join runs k on k.id = rc.run_id and k.deleted_at is null
            where rc.case_id = c.id limit 1) is null then c.deleted_at end) as deleted_at,
         case when m.id is not null then m.areas else array[case
           when c.id is not null then 'cases' when a.run_id is not null then 'runs' when r.id is not null then 'results'
           when i.id is not null then 'issues' else 'sessions' end] end as areas
    from attachments a
    left join steps t on t.id = a.step_id left join cases c on c.id = coalesce(a.case_id, t.case_id)
    left join results r on r.id = a.result_id left join runs n on n.id = coalesce(a.run_id, r.run_id)
    left join session_results v on v.id = a.session_result_id
    left join sessions s on s.id = coalesce(a.session_id, v.session_id)
    left join issues i on i.id = a.issue_id left join ${comment} m on m.id = a.comment_id)`

/** Where each entity lives. */
export const entityTables: Record<Entity, EntityTable> = {
  project: { table: 'projects', noun: 'project', inProject: false },
  folder: { table: 'folders', noun: 'folder', inProject: true },
  case: { table: 'cases', noun: 'test case', inProject: true, number: 'number' },
  step: {
    table: `(select t.id, c.project_id, coalesce(t.removed_at, c.deleted_at) as deleted_at from steps t join cases c on c.id = t.case_id)`,
    noun: 'step',
    inProject: true,
  },
  sharedSteps: { table: 'shared_steps', noun: 'shared step', inProject: true },
  // A removed one leads to its project too: it can be brought back.
  caseLink: {
    table: '(select id, project_id, null::timestamptz as deleted_at from case_links)',
    noun: 'link',
    inProject: true,
    number: 'id',
  },
  tag: { table: 'tags', noun: 'tag', inProject: true },
  milestone: { table: 'milestones', noun: 'milestone', inProject: true },
  configuration: { table: 'configurations', noun: 'configuration', inProject: true },
  field: { table: 'fields', noun: 'custom field', inProject: true },
  template: { table: 'templates', noun: 'template', inProject: true },
  run: { table: 'runs', noun: 'test run', inProject: true },
  plan: { table: 'plans', noun: 'test plan', inProject: true },
  result: {
    table: '(select r.id, r.project_id, n.deleted_at from results r join runs n on n.id = r.run_id)',
    noun: 'result',
    inProject: true,
  },
  session: { table: 'sessions', noun: 'session', inProject: true },
  issue: { table: 'issues', noun: 'issue', inProject: true },
  integration: { table: 'integrations', noun: 'integration', inProject: false },
  projectIntegration: { table: 'project_integrations', noun: 'integration of this project', inProject: true },
  comment: { table: comment, noun: 'comment', inProject: true, areas: true },
  attachment: { table: attachment, noun: 'attachment', inProject: true, areas: true },
  user: { table: 'users', noun: 'user', inProject: false },
  invitation: { table: 'invitations', noun: 'invitation', inProject: false },
  group: { table: 'groups', noun: 'group', inProject: false },
  member: { table: 'members', noun: 'member', inProject: true },
  role: { table: 'roles', noun: 'role', inProject: false },
  apiToken: { table: 'api_tokens', noun: 'token', inProject: false },
}
