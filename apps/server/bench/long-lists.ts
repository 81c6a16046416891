import { ids } from './data.ts'

export const ROWS = 100_000

/** A list of many rows: how they are made, where the product lists them, and the same by hand. */
export interface LongList {
  name: string
  table: string
  /** What it is read from by hand, where that is more than the table. */
  from?: string
  /** By which column its rows are known and ordered; the id, unless said otherwise. */
  key?: 'version'
  /** The table of what it is a list of; all rows are of its first. */
  of: 'projects' | 'cases'
  /** Makes the rows; `id_at` and `word` are at hand (`fill.ts`). */
  fill: string
  path(of: string): string
  /** Which rows it has: $1 is what it is a list of. */
  where: string
  /** What is answered of the rows of a page, `p`, and what is joined for it. */
  columns: string
  joins?: string
}

/** A row each minute to this day: of `made`, with `i`, `ms` and `at`. */
const made = `(select i, ms, to_timestamp(ms / 1000.0) as at from generate_series(1, ${ROWS}) i,
  lateral (select extract(epoch from now())::bigint * 1000 - (${ROWS} - i) * 60000::bigint as ms) t) made`
const { user, project } = ids
const entity = 'id, created_at, updated_at, created_by, updated_by, project_id'
const entityOf = (salt: string) => `id_at(ms, '${salt}', i), at, at, '${user}', '${user}', '${project}'`
const answered = `p.id, p.created_at as "createdAt", p.updated_at as "updatedAt", p.created_by as "createdBy", p.updated_by as "updatedBy",
  p.version, p.deleted_at is not null as deleted, p.project_id as "projectId"`
const text = `to_jsonb('About the ' || word(i / 3) || ' with ' || word(i / 5) || ', and what becomes of the ' || word(i / 17) || '.')`

export const longLists: LongList[] = [
  {
    name: 'sessions',
    table: 'sessions',
    of: 'projects',
    fill: `
      insert into sessions (${entity}, assigned_to, name, description, estimate, status, completed_at, duration_ms, bug, note)
      select ${entityOf('session')}, '${user}', 'Explore the ' || word(i) || ' ' || i, ${text}, 3600,
             case when i % 3 = 0 then 'ACTIVE' else 'COMPLETED' end, case when i % 3 > 0 then at end, i % 3600 * 1000, i % 4, i % 7
        from ${made}`,
    path: (of) => `/api/sessions?projectId=${of}&limit=50`,
    where: 'project_id = $1 and deleted_at is null',
    columns: `${answered}, p.name, p.description, p.template_id as "templateId", p.milestone_id as "milestoneId",
      p.configuration_id as "configurationId", p.assigned_to as "assignedTo", p.estimate, p.status, p.completed_at as "completedAt",
      (p.duration_ms / 1000)::int as duration, p.duration_ms::float8 as "durationMs",
      json_build_object('bug', p.bug, 'question', p.question, 'idea', p.idea, 'risk', p.risk, 'note', p.note) as counts`,
  },
  {
    name: 'issues',
    table: 'issues',
    of: 'projects',
    fill: `
      insert into issues (${entity}, assigned_to, name, title, description, status, priority, severity)
      select ${entityOf('issue')}, '${user}', 'BENCH-' || i, 'The ' || word(i) || ' does not ' || word(i / 7), ${text},
             (array['OPEN', 'IN_PROGRESS', 'RESOLVED', 'CLOSED'])[1 + i % 4], (array['LOW', 'MEDIUM', 'HIGH'])[1 + i % 3], 'HIGH'
        from ${made}`,
    path: (of) => `/api/issues?projectId=${of}&limit=50`,
    where: 'project_id = $1 and deleted_at is null',
    columns: `${answered}, p.name, p.title, p.description, p.status, p.priority, p.severity, p.assigned_to as "assignedTo",
      p.external_id as "externalId", p.external_url as "externalUrl", p.integration_id as "integrationId", p.finding_id as "findingId"`,
  },
  {
    name: 'milestones',
    table: 'milestones',
    of: 'projects',
    // Releases of nine sprints each; a run in every tenth of them all.
    fill: `
      insert into milestones (${entity}, parent_id, name, description, start_date, due_date)
      select ${entityOf('milestone')},
             case when i > 10 and i % 10 > 0 then id_at(ms - i % 10 * 60000, 'milestone', i - i % 10) end,
             'Sprint ' || i, ${text}, at::date, at::date + 14
        from ${made};
      update runs set milestone_id = m.id
        from (select id, row_number() over (order by id) as i from runs) r, (select id, row_number() over (order by id) as i from milestones) m
       where r.id = runs.id and m.i = r.i * 10`,
    path: (of) => `/api/milestones?projectId=${of}&limit=50`,
    where: 'project_id = $1 and deleted_at is null',
    columns: `${answered}, p.name, p.description, p.start_date as "startDate", p.due_date as "dueDate", p.started_at as "startedAt",
      p.started_at is not null or p.completed_at is not null or coalesce(p.start_date <= current_date, false) as "isStarted",
      p.completed_at as "completedAt", p.parent_id as "parentId", s.progress, s.counts, s.open`,
    joins: `join (
      with recursive beneath as (
        select id as top, id, false as is_open from page
        union all
        select b.top, m.id, m.completed_at is null from milestones m join beneath b on m.parent_id = b.id where m.deleted_at is null
      )
      select b.top,
             json_build_object('completed', sum(passed + failed + blocked + skipped),
               'total', sum(not_started + in_progress + passed + failed + blocked + skipped)) as progress,
             json_build_object('notStarted', sum(not_started), 'inProgress', sum(in_progress), 'passed', sum(passed),
               'failed', sum(failed), 'blocked', sum(blocked), 'skipped', sum(skipped)) as counts,
             json_build_object('runs', sum(open_runs), 'cases', sum(open_cases), 'milestones', count(*) filter (where is_open)) as open
        from beneath b cross join lateral (
          select coalesce(sum(not_started), 0) as not_started, coalesce(sum(in_progress), 0) as in_progress,
                 coalesce(sum(passed), 0) as passed, coalesce(sum(failed), 0) as failed, coalesce(sum(blocked), 0) as blocked,
                 coalesce(sum(skipped), 0) as skipped, count(*) filter (where status = 'ACTIVE') as open_runs,
                 coalesce(sum(not_started + in_progress) filter (where status = 'ACTIVE'), 0) as open_cases
            from runs r where r.milestone_id = b.id and r.deleted_at is null and r.status <> 'CANCELLED') r
       group by b.top) s on s.top = p.id`,
  },
  {
    name: 'comments',
    table: 'comments',
    of: 'cases',
    fill: `
      insert into comments (${entity}, case_id, content)
      select ${entityOf('comment')}, (select id from cases order by id limit 1), json_build_object('type', 'doc', 'content', json_build_array(
               json_build_object('type', 'paragraph', 'content', json_build_array(json_build_object('type', 'text', 'text', ${text})))))
        from ${made};
      insert into comment_mentions (comment_id, user_id)
      select id_at(ms, 'comment', i), '${user}' from ${made} where i % 10 = 0`,
    path: (of) => `/api/comments/repositoryCase/${of}?limit=50`,
    where: 'case_id = $1 and deleted_at is null',
    columns: `${answered}, 'repositoryCase' as "entityType", p.case_id as "entityId", p.content,
      (select json_build_object('id', u.id, 'name', u.name, 'email', u.email, 'avatarUrl', null) from users u where u.id = p.created_by) as user,
      (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name, 'email', u.email, 'avatarUrl', null) order by u.name), '[]')
         from comment_mentions m join users u on u.id = m.user_id where m.comment_id = p.id) as "mentionedUsers",
      (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'url', a.url, 'size', f.size, 'contentType', f.content_type) order by a.position), '[]')
         from attachments a left join files f on f.id = a.file_id where a.comment_id = p.id and a.deleted_at is null) as attachments`,
  },
  {
    name: 'audit entries',
    table: 'audit_log',
    of: 'projects',
    fill: `
      update roles set grants = grants || '{"audit": ["read"]}' where name = 'Test lead';
      insert into audit_log (id, created_at, user_id, address, operation, project_id, entity_type, entity_id, changes)
      select id_at(ms, 'audit', i), at, '${user}', '192.0.2.' || i % 250, (array['cases.update', 'runs.create', 'results.execute'])[1 + i % 3],
             '${project}', (array['case', 'run', 'result'])[1 + i % 3], id_at(ms, 'something', i),
             jsonb_build_object('title', jsonb_build_array(word(i), word(i / 5)))
        from ${made}`,
    path: (of) => `/api/audit-log?projectId=${of}&limit=50`,
    where: 'project_id = $1',
    columns: `p.id, p.created_at as "createdAt", p.user_id as "userId", u.name as "userName", p.address, p.operation,
      p.project_id as "projectId", p.entity_type as "entityType", p.entity_id as "entityId", p.changes`,
    joins: 'left join users u on u.id = p.user_id',
  },
  {
    name: 'versions',
    table: 'case_versions',
    // The latest one is the case itself.
    from: `(select id as case_id, version from cases where id = $1 union all
            select case_id, version from case_versions where case_id = $1) versions`,
    key: 'version',
    of: 'cases',
    fill: `
      update cases set version = ${ROWS} where id = (select id from cases order by id limit 1);
      insert into case_versions (case_id, version, content, changed, replaced_at, replaced_by)
      select (select id from cases order by id limit 1), i, jsonb_build_object('title', word(i), 'steps', '[]'::jsonb), '["title"]', at, '${user}'
        from ${made} where i < ${ROWS}`,
    path: (of) => `/api/repository-cases/${of}/versions?limit=50`,
    where: 'case_id = $1',
    columns: `p.version, coalesce(b.replaced_at, c.created_at) as "createdAt",
      case when b.version is null then c.created_by else b.replaced_by end as "createdBy", coalesce(b.changed, '[]') as changed`,
    joins: `join cases c on c.id = p.case_id
      left join case_versions b on b.case_id = p.case_id and b.version = p.version - 1`,
  },
]

/** The statement of a page by hand: the first, with a count; or, with `after`, the one behind the row $2. */
export function bareStatement(list: LongList, after?: 'after'): string {
  const { table, from = table, key = 'id', where, columns, joins = '' } = list
  const count = `(select count(*)::int from (select from ${from} where ${where} limit 10001) counted) as total`
  return `
    with page as (select * from ${from} where ${where} ${after ? `and ${key} < $2` : ''} order by ${key} desc limit 50)
    select ${columns} ${after ? '' : `, ${count}`} from page p ${joins} order by p.${key} desc`
}
