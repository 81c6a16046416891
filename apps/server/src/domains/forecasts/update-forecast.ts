import type { forecasts as operations } from '@testplanit/api/domains/forecasts/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readCaseForecast, readMilestoneForecast, readRunForecast } from './queries.ts'

/** Nothing has to be brought up to date: what forecasts are made of is kept with each result. */
export const updateForecast: Handler<typeof operations.update> = async ({ input, actor, db, platform }) => {
  const { entityType, entityId } = input
  const asked = { projectId: actor.projectId, id: entityId, now: platform.now() }
  switch (entityType) {
    case 'testCase':
      return { entityType, entityId, forecast: await readCaseForecast(db, entityId) }
    case 'testRun':
      return { entityType, entityId, forecast: await readRunForecast(db, asked) }
    case 'milestone':
      return { entityType, entityId, forecast: await readMilestoneForecast(db, asked) }
  }
}
