import type { search as operations } from '@testplanit/api/domains/search/operations'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { contains, numberIn } from '../../platform/database/text.ts'
import { readableProjects } from '../members/access.ts'

const MOST = 20
const WEIGHED = 200

interface Found extends Record<string, unknown> {
  type: 'projects' | 'test_runs' | 'repository_cases'
  id: string
  projectId: string
  projectName: string
  title: string
  number: number | null
}

/** The best first: the number that was asked for, then names that begin so, then those that have it anywhere; the newest. */
export const findNames: Handler<typeof operations.names> = async ({ input, actor, platform }) => {
  const q = input.q.trim()
  const number = numberIn(q) ?? null
  const anywhere = contains(q)
  const atStart = anywhere.slice(1)
  const projectsWith = (area: string) => sql`select id, name from projects
    where id in ${readableProjects(actor.id, area)} and (${input.projectId ?? null}::uuid is null or id = ${input.projectId ?? null}::uuid)`
  // Cases are many: the newest that fit are weighed, found by walking back where they are common, else by trigrams.
  // Not kept prepared: which way is the fast one depends on the words. (A second `like` would be guessed to be rare.)
  const results = await platform.database.unprepared.execute<Found>(sql`
    with p_projects as materialized (${projectsWith('project')}),
         p_runs as materialized (${projectsWith('runs')}),
         p_cases as materialized (${projectsWith('cases')}),
    hit as (
      (select 'projects' as type, id, id as project_id, name, name as title, null::int as number,
              case when lower(name) like lower(${atStart}) then 1 else 2 end as rank
         from p_projects where lower(name) like lower(${anywhere}) order by rank, id desc limit ${MOST})
      union all
      (select 'test_runs', r.id, r.project_id, p.name, r.name, null,
              case when lower(r.name) like lower(${atStart}) then 1 else 2 end as rank
         from runs r join p_runs p on p.id = r.project_id
        where r.deleted_at is null and lower(r.name) like lower(${anywhere}) order by rank, r.id desc limit ${MOST})
      union all
      (select 'repository_cases', c.id, c.project_id, p.name, c.title, c.number, 0
         from cases c join p_cases p on p.id = c.project_id where c.deleted_at is null and c.number = ${number}::int)
      union all
      (select 'repository_cases', c.*, case when lower(c.title) like lower(${atStart}) then 1 else 2 end
         from (select c.id, c.project_id, p.name, c.title, c.number
                 from cases c join p_cases p on p.id = c.project_id
                where c.deleted_at is null and case_text(c.title, c.description) like lower(${anywhere})
                  and strpos(lower(c.title), lower(${q})) > 0 order by c.id desc limit ${WEIGHED}) c)
    )
    select type, id, project_id as "projectId", name as "projectName", title, number
      from hit group by type, id, project_id, name, title, number order by min(rank), id desc limit ${MOST}`)
  return { results: [...results] }
}
