import type { forecasts as operations } from '@testplanit/api/domains/forecasts/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readRunForecast } from './queries.ts'

export const forecastRun: Handler<typeof operations.ofRun> = ({ input, actor, db, platform }) =>
  readRunForecast(db, { projectId: actor.projectId, id: input.runId, now: platform.now() })
