import type { templates as operations } from '@testplanit/api/domains/templates/operations'
import { eq } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, listLiving } from '../../platform/database/entities.ts'
import { templates } from './tables.ts'

export const listTemplates: Handler<typeof operations.list> = async ({ input, db }) =>
  listLiving(db, templates, input, {
    where: [eq(templates.projectId, input.projectId)],
    as: answer,
  })
