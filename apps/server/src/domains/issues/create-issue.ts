import type { issues as operations } from '@testplanit/api/domains/issues/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer } from '../../platform/database/entities.ts'
import { fileIssue } from './writes.ts'

export const createIssue: Handler<typeof operations.create> = async ({ input, ...call }) =>
  answer(await fileIssue(call, input))
