import type { issues as operations } from '@testplanit/api/domains/issues/operations'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { readUploads } from '../attachments/queries.ts'
import { fileIssue } from './writes.ts'

export const createIssue: Handler<typeof operations.create> = prepared(
  ({ input, platform }) => readUploads(platform.storage, input.attachments),
  ({ input, prepared: uploads, ...call }) => fileIssue({ ...call, uploads }, input),
)
