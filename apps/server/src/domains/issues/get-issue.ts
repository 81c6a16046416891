import type { issues as operations } from '@testplanit/api/domains/issues/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, readLiving } from '../../platform/database/entities.ts'
import { issues } from './tables.ts'

export const getIssue: Handler<typeof operations.get> = async ({ input, db }) =>
  answer(await readLiving(db, issues, input.issueId))
