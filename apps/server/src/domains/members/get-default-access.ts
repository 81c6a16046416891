import type { members as operations } from '@testplanit/api/domains/members/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readLiving } from '../../platform/database/entities.ts'
import { projects } from '../projects/tables.ts'
import { defaultAccessOf } from './answers.ts'

export const getDefaultAccess: Handler<typeof operations.getDefaultAccess> = async ({ input, db }) =>
  defaultAccessOf(await readLiving(db, projects, input.projectId))
