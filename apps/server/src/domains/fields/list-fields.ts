import type { fields as operations } from '@testplanit/api/domains/fields/operations'
import { eq, inArray } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, listLiving } from '../../platform/database/entities.ts'
import { fields } from './tables.ts'

export const listFields: Handler<typeof operations.list> = async ({ input, db }) =>
  listLiving(db, fields, input, {
    where: [eq(fields.projectId, input.projectId), input.kind?.length ? inArray(fields.kind, input.kind) : undefined],
    as: answer,
  })
