import type { runs as operations } from '@testplanit/api/domains/runs/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readRun } from './queries.ts'

export const getRun: Handler<typeof operations.get> = ({ input, db }) => readRun(db, input.runId)
