import type { forecasts as operations } from '@testplanit/api/domains/forecasts/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readMilestoneForecast } from './queries.ts'

export const forecastMilestone: Handler<typeof operations.ofMilestone> = ({ input, actor, db, platform }) =>
  readMilestoneForecast(db, { projectId: actor.projectId, id: input.milestoneId, now: platform.now() })
