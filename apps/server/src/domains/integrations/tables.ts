import type { Integration, ProjectIntegration } from '@testplanit/api/domains/integrations/schemas'
import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { deleted, living } from '../../platform/database/columns.ts'
import { base } from '../../platform/database/entity.ts'
import { projects } from '../projects/tables.ts'

/** A tracker outside of this installation. */
export const integrations = pgTable(
  'integrations',
  {
    ...base(),
    name: text().notNull(),
    provider: text({ enum: ['JIRA', 'GITHUB', 'AZURE_DEVOPS', 'SIMPLE_URL'] }).notNull(),
    authType: text({ enum: ['NONE', 'API_KEY', 'OAUTH2'] }).notNull(),
    status: text({ enum: ['ACTIVE', 'INACTIVE', 'ERROR'] })
      .notNull()
      .default('ACTIVE'),
    settings: jsonb().$type<Integration['settings']>().notNull().default({}),
    /** Encrypted under a key from APP_SECRET; never sent back. */
    credentials: text(),
  },
  (t) => [
    uniqueIndex('integrations_name_taken').on(t.name).where(living),
    index('integrations_of_deletion').on(t.deletionId).where(deleted),
    check('integrations_provider', sql`${t.provider} in ('JIRA', 'GITHUB', 'AZURE_DEVOPS', 'SIMPLE_URL')`),
    check('integrations_auth_type', sql`${t.authType} in ('NONE', 'API_KEY', 'OAUTH2')`),
    check('integrations_status', sql`${t.status} in ('ACTIVE', 'INACTIVE', 'ERROR')`),
  ],
)

/** An integration at work in a project. */
export const projectIntegrations = pgTable(
  'project_integrations',
  {
    ...base(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    integrationId: uuid()
      .notNull()
      .references(() => integrations.id),
    config: jsonb().$type<ProjectIntegration['config']>().notNull(),
  },
  (t) => [
    uniqueIndex('project_integrations_integration_taken').on(t.projectId, t.integrationId).where(living),
    index('project_integrations_of_integration').on(t.integrationId),
    index('project_integrations_of_deletion').on(t.deletionId).where(deleted),
  ],
)
