import type { Notification } from '@testplanit/api/domains/notifications/schemas'
import { eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../pipeline/actor.ts'
import { readableProjects } from '../members/access.ts'
import { person } from '../users/queries.ts'
import { notifications } from './tables.ts'

/** The columns of a notification: for `notificationOf`. */
export const notificationColumns = {
  ...getTableColumns(notifications),
  actor: sql<Notification['actor']>`(select ${person(sql`u`)} from users u where u.id = notifications.actor_id)`,
  projectName: sql<string>`(select p.name from projects p where p.id = notifications.project_id)`,
}

/** The conditions of one's own notifications; those of projects that one can read no longer are not shown any more. */
export const own = ({ id }: Pick<Actor, 'id'>): SQL[] => [
  eq(notifications.userId, id),
  sql`${notifications.inApp}`,
  sql`${notifications.projectId} in ${readableProjects(id, 'project')}`,
]

/**
 * Whom something concerns: who made it, and who is to do it. A relation of (user_id, title, details), empty where it is
 * gone; a user may stand in it twice, or be null.
 */
export function concernedBy(entityType: Notification['entityType'], id: string): SQL {
  const none = sql`'{}'::jsonb as details`
  switch (entityType) {
    case 'repositoryCase':
      return sql`select created_by as user_id, title, ${none} from cases where id = ${id} and deleted_at is null`
    case 'testRun':
      return sql`
        select unnest(created_by || array(select distinct assigned_to from run_cases where run_id = runs.id)) as user_id,
               name as title, ${none}
          from runs where id = ${id} and deleted_at is null`
    case 'testRunResult':
      return sql`
        select unnest(array[r.created_by, rc.assigned_to]) as user_id, c.title,
               jsonb_build_object('runId', r.run_id, 'runCaseId', rc.id) as details
          from results r
          join runs on runs.id = r.run_id and runs.deleted_at is null
          join run_cases rc on rc.id = r.run_case_id
          join cases c on c.id = r.case_id
         where r.id = ${id}`
    case 'session':
      return sql`
        select unnest(array[created_by, assigned_to]) as user_id, name as title, ${none}
          from sessions where id = ${id} and deleted_at is null`
    case 'issue':
      return sql`
        select unnest(array[created_by, assigned_to]) as user_id, title, ${none}
          from issues where id = ${id} and deleted_at is null`
    case 'milestone':
      return sql`
        select unnest(created_by || array(
                 select distinct created_by from runs where milestone_id = milestones.id and deleted_at is null)) as user_id,
               name as title, ${none}
          from milestones where id = ${id} and deleted_at is null`
  }
}
