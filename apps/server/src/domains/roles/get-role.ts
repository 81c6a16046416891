import type { roles as operations } from '@testplanit/api/domains/roles/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { answer, readLiving } from '../../platform/database/entities.ts'
import { roles } from './tables.ts'

export const getRole: Handler<typeof operations.get> = async ({ input, db }) =>
  answer(await readLiving(db, roles, input.roleId))
