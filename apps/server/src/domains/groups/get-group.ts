import type { groups as operations } from '@testplanit/api/domains/groups/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readGroup } from './queries.ts'

export const getGroup: Handler<typeof operations.get> = async ({ input, db }) => readGroup(db, input.groupId)
