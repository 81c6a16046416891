import type { plans as operations } from '@testplanit/api/domains/plans/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readPlan } from './queries.ts'

export const getPlan: Handler<typeof operations.get> = ({ input, db }) => readPlan(db, input.planId)
