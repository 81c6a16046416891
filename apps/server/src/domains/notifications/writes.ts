import type { Area } from '@testplanit/api/access'
import { type Notification, usualWays } from '@testplanit/api/domains/notifications/schemas'
import { type SQL, sql } from 'drizzle-orm'
import type { Happened } from '../../pipeline/dispatch-events.ts'
import { newIdSql } from '../../platform/database/ids.ts'
import { post } from '../../platform/mail/send-mail.job.ts'
import type { Platform } from '../../platform/platform.ts'
import { canRead } from '../members/access.ts'
import { letterOf } from './answers.ts'
import type { Details } from './tables.ts'

interface News {
  entityType: Notification['entityType']
  entityId: string
  /** What one must be able to read in the project to be told. */
  inAreas: Area[]
  /** A relation of (user_id, kind, title, details). Who stands in it twice is told of a mention before anything else. */
  audience: SQL
  details?: Details
}

type Told = Parameters<typeof letterOf>[0] & { byMail: boolean }

/**
 * Tells people what happened, each once and as they chose, in the app and by mail; never who did it, nor who cannot
 * read it at this moment. Once more for the same event, it tells nobody again.
 */
export async function tell(
  platform: Platform,
  { id, userId, projectId }: Pick<Happened, 'id' | 'userId' | 'projectId'>,
  { entityType, entityId, inAreas, audience, details = {} }: News,
): Promise<void> {
  if (!projectId) return
  const ways = sql`coalesce(users.notifications -> a.kind, ${JSON.stringify(usualWays)}::jsonb -> a.kind)`
  await platform.database.transaction(async (tx) => {
    const told = await tx.execute<Told & Record<string, unknown>>(sql`
      with audience as (
        select distinct on (a.user_id) a.* from (${audience}) a where a.user_id is distinct from ${userId}::uuid
         order by a.user_id, a.kind = 'MENTIONED' desc
      ), wanted as (
        select users.id as user_id, users.email, a.kind, a.title, a.details || ${JSON.stringify(details)}::jsonb as data,
               (${ways} ->> 'app')::boolean as by_app, (${ways} ->> 'mail')::boolean as by_mail
          from audience a join users on users.id = a.user_id
         where users.active and users.deleted_at is null and ${canRead(projectId, inAreas)}
      ), told as (
        insert into notifications
               (id, user_id, actor_id, project_id, kind, entity_type, entity_id, title, data, event_id, in_app)
        select ${newIdSql}, user_id, ${userId}::uuid, ${projectId}::uuid, kind, ${entityType}, ${entityId}::uuid,
               title, data, ${id}::uuid, by_app
          from wanted where by_app or by_mail
            on conflict (user_id, event_id) do nothing
        returning *
      )
      select told.id, told.created_at as "createdAt", told.kind, told.project_id as "projectId", p.name as "projectName",
             told.entity_type as "entityType", told.entity_id as "entityId", told.title, told.data,
             who.name as "actorName", w.email, w.by_mail as "byMail"
        from told
        join wanted w on w.user_id = told.user_id
        join projects p on p.id = told.project_id
        left join users who on who.id = told.actor_id`)
    const letters = told.filter(({ byMail }) => byMail).map((one) => letterOf(one, platform.config.origin))
    await post(platform, tx, letters)
  })
}
