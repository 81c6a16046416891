import Fastify from 'fastify'
import postgres from 'postgres'
import { newId } from '../src/platform/database/ids.ts'
import { bareStatement, longLists } from './long-lists.ts'

/** The bare routes: the same reads and writes as the product's, by hand, without login, validation, audit or events. */
const sql = postgres(process.env.DATABASE_URL!, {
  max: Number(process.env.DATABASE_POOL),
  connection: { TimeZone: 'UTC' },
})
const app = Fastify()

const columns = (from: string) =>
  sql.unsafe(`${from}.id, ${from}.created_at as "createdAt", ${from}.updated_at as "updatedAt", ${from}.created_by as "createdBy",
    ${from}.updated_by as "updatedBy", ${from}.version, ${from}.deleted_at is not null as deleted, ${from}.number, ${from}.project_id as "projectId",
    ${from}.folder_id as "folderId", ${from}.template_id as "templateId", ${from}.title, ${from}.description,
    ${from}.expected_result as "expectedResult", ${from}.automation_status as "automationStatus", ${from}.estimate, ${from}.priority`)
const attachments = (of: string) =>
  sql.unsafe(`coalesce((
    select json_agg(json_build_object('id', a.id, 'name', a.name, 'url', a.url, 'size', f.size, 'contentType', f.content_type) order by a.position)
      from attachments a left join files f on f.id = a.file_id where ${of} and a.deleted_at is null), '[]')`)
const steps = sql`(select coalesce(json_agg(json_build_object('id', s.id, 'action', s.action, 'expected', s.expected, 'order', s.position,
                                                              'attachments', ${attachments('a.step_id = s.id')}) order by s.position), '[]')
  from steps s where s.case_id = c.id and s.removed_at is null) as steps`
const tags = sql`(select coalesce(json_agg(t.name order by lower(t.name)), '[]')
  from case_tags ct join tags t on t.id = ct.tag_id where ct.case_id = c.id) as tags`

app.get<{ Params: { id: string } }>('/cases/:id', async ({ params }) => {
  const [found] = await sql`
    select ${columns('c')}, ${steps}, ${tags}, ${attachments('a.case_id = c.id')} as attachments from cases c where c.id = ${params.id} and c.deleted_at is null`
  return found
})

app.get<{ Querystring: { projectId: string } }>('/cases', async ({ query }) => {
  const data = await sql`
    select ${columns('c')}, ${steps}, ${tags}, ${attachments('a.case_id = c.id')} as attachments, (select case_count from projects where id = ${query.projectId}) as total
      from (select * from cases where project_id = ${query.projectId} and deleted_at is null order by id desc limit 50) c
     order by c.id desc`
  return { data, pagination: { limit: 50, total: data[0]?.total ?? 0 } }
})

interface NewCase {
  projectId: string
  folderId: string
  templateId: string
  userId: string
  title: string
  description: string
  steps: { action: string; expected: string }[]
}

app.post<{ Body: NewCase }>('/cases', async ({ body }, reply) => {
  const id = newId()
  const made = body.steps.map((step, i) => ({ id: newId(), ...step, order: i + 1 }))
  const created = await sql.begin(async (tx) => {
    const [row] = await tx`
      with stepped as (
        insert into steps (id, case_id, position, action, expected)
        select * from unnest(${made.map((s) => s.id)}::uuid[], ${made.map(() => id)}::uuid[], ${made.map((s) => s.order)}::int[],
                             ${made.map((s) => s.action)}::text[], ${made.map((s) => s.expected)}::text[])
      )
      insert into cases as c (id, created_by, updated_by, project_id, folder_id, template_id, title, description, automation_status)
      values (${id}, ${body.userId}, ${body.userId}, ${body.projectId}, ${body.folderId}, ${body.templateId}, ${body.title},
              ${sql.json(body.description)}, 'MANUAL')
      returning ${columns('c')}`
    await tx`
      with counted as (update folders set case_count = case_count + 1 where id = ${body.folderId})
      update projects set case_count = case_count + 1 where id = ${body.projectId}`
    return row
  })
  return reply.code(201).send({ ...created, steps: made, tags: [] })
})

interface NewResult {
  projectId: string
  userId: string
  status: 'PASSED' | 'FAILED'
  notes: string
  durationMs: number
}

app.post<{ Params: { runId: string; caseId: string }; Body: NewResult }>(
  '/runs/:runId/cases/:caseId/results',
  async ({ params, body }, reply) => {
    const { runId, caseId } = params
    const recorded = await sql.begin(async (tx) => {
      const [run] = await tx`select status from runs where id = ${runId} and deleted_at is null for update`
      if (run?.status !== 'ACTIVE') throw new Error('The run takes no results.')
      const [row] = await tx`
      with rc as (
        select id, status from run_cases where run_id = ${runId} and case_id = ${caseId}
      ), shown as (
        update run_cases r set status = ${body.status}, flaky = false, duration_ms = ${body.durationMs}, executed_at = now()
          from rc where r.id = rc.id
      ), counted as (
        update runs set ${countsMoved(body.status)} from rc where runs.id = ${runId}
      ), summed as (
        insert into daily_results as d (run_id, day, project_id, passed, failed, duration_ms, timed)
        values (${runId}, (now() at time zone 'UTC')::date, ${body.projectId}, ${Number(body.status === 'PASSED')}, ${Number(body.status === 'FAILED')}, ${body.durationMs}, 1)
        on conflict (run_id, day) do update set passed = d.passed + excluded.passed, failed = d.failed + excluded.failed,
          duration_ms = d.duration_ms + excluded.duration_ms, timed = d.timed + 1
      ), timing as (
        insert into case_durations as d (case_id, times, duration_ms, squares)
        values (${caseId}, 1, ${body.durationMs}, ${body.durationMs ** 2})
        on conflict (case_id) do update set times = d.times + 1, duration_ms = d.duration_ms + excluded.duration_ms,
          squares = d.squares + excluded.squares
      )
      insert into results (id, created_by, project_id, run_id, run_case_id, case_id, status, duration_ms, notes)
      select ${newId()}, ${body.userId}, ${body.projectId}, ${runId}, rc.id, ${caseId}, ${body.status}, ${body.durationMs}, ${sql.json(body.notes)} from rc
      returning id, created_at as "createdAt", created_by as "createdBy", run_id as "runId", run_case_id as "runCaseId",
                case_id as "repositoryCaseId", status, notes, duration_ms as "durationMs", flaky, message, details`
      return row
    })
    return reply.code(201).send({ ...recorded, attempts: [], stepResults: [], attachments: [] })
  },
)

/** The run case leaves the count of its former status and comes into that of its new one. */
const countsMoved = (status: string) =>
  sql.unsafe(
    ['not_started', 'in_progress', 'passed', 'failed', 'blocked', 'skipped']
      .map(
        (column) =>
          `${column} = runs.${column} + (${status === column.toUpperCase()})::int - (rc.status = '${column.toUpperCase()}')::int`,
      )
      .join(', '),
  )

interface Part {
  id: string
  name: string
  completed: number
  total: number
  pending: number
  seconds: number
  recent: number
}

app.get<{ Params: { id: string }; Querystring: { projectId: string } }>('/milestones/:id/forecast', async (request) => {
  const { id } = request.params
  const { projectId } = request.query
  const parts = await sql<[Part, ...Part[]]>`
    with recursive tree as (
      select id, id as part, 0 as depth from milestones where id = ${id} and deleted_at is null
      union all
      select m.id, case t.depth when 0 then m.id else t.part end, t.depth + 1
        from milestones m join tree t on m.parent_id = t.id where m.deleted_at is null
    ), of_runs as materialized (
      select t.part, r.id, r.status, not_started + in_progress as open, passed + failed + blocked + skipped as done
        from tree t join runs r on r.milestone_id = t.id and r.deleted_at is null and r.status <> 'CANCELLED'
    ), same_test as (
      select l.case_id, sum(d.times) as times, sum(d.duration_ms)::float8 as duration_ms
        from (select case_a_id as case_id, case_b_id as other from case_links
               where project_id = ${projectId} and type = 'SAME_TEST_DIFFERENT_SOURCE' and deleted_at is null
              union all select case_b_id, case_a_id from case_links
               where project_id = ${projectId} and type = 'SAME_TEST_DIFFERENT_SOURCE' and deleted_at is null) l
        join case_durations d on d.case_id = l.other group by l.case_id
    ), pending as (
      select r.part, rc.case_id, count(*)::int as n from of_runs r join run_cases rc on rc.run_id = r.id
       where r.status = 'ACTIVE' and r.open > 0 and rc.status in ('NOT_STARTED', 'IN_PROGRESS') group by 1, 2
    ), estimated as (
      select p.part, sum(n) as pending, sum(n * coalesce(
               (coalesce(d.duration_ms::float8, 0) + coalesce(s.duration_ms, 0)) / nullif(coalesce(d.times, 0) + coalesce(s.times, 0), 0),
               (select c.estimate * 1000::float8 from cases c where c.id = p.case_id))) / 1000 as seconds
        from pending p left join case_durations d using (case_id) left join same_test s using (case_id) group by 1
    ), paced as (
      select r.part, sum(d.passed + d.failed + d.blocked + d.skipped) as recent
        from of_runs r join daily_results d on d.run_id = r.id where d.day > current_date - 14 group by 1
    )
    select m.id, m.name, coalesce(c.completed, 0)::int as completed, coalesce(c.total, 0)::int as total,
           coalesce(e.pending, 0)::int as pending, coalesce(e.seconds, 0) as seconds, coalesce(p.recent, 0)::int as recent
      from tree t join milestones m on m.id = t.id
      left join (select part, sum(done) as completed, sum(done + open) as total from of_runs group by 1) c on c.part = t.id
      left join estimated e on e.part = t.id left join paced p on p.part = t.id
     where t.depth < 2 order by t.depth, m.due_date`
  const sum = (key: 'completed' | 'total' | 'pending' | 'seconds' | 'recent') =>
    parts.reduce((all, part) => all + part[key], 0)
  const completionOf = (pending: number, recent: number) =>
    new Date(Date.now() + (pending * 14 * 86_400_000) / (recent || 1))
  return {
    estimatedCompletion: completionOf(sum('pending'), sum('recent')),
    estimatedDuration: Math.round(sum('seconds')),
    progress: { completed: sum('completed'), total: sum('total') },
    childMilestones: parts.slice(1).map((part) => ({
      id: part.id,
      name: part.name,
      estimatedCompletion: completionOf(part.pending, part.recent),
    })),
  }
})

for (const list of longLists) {
  const [first, further] = [bareStatement(list), bareStatement(list, 'after')]
  app.get<{ Params: { of: string }; Querystring: { after?: string } }>(
    `/lists/${list.table}/:of`,
    async ({ params: { of }, query: { after } }) => {
      const data = after
        ? await sql.unsafe(further, [of, after], { prepare: true })
        : await sql.unsafe(first, [of], { prepare: true })
      return { data, pagination: { limit: 50, total: data[0]?.total ?? null } }
    },
  )
}

const address = await app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`listening on ${address}\n`)
process.on('SIGTERM', async () => {
  await app.close()
  await sql.end()
  process.exit(0)
})
