import type { Handlers } from '../../pipeline/handler.ts'
import { forecastCase } from './forecast-case.ts'
import { forecastMilestone } from './forecast-milestone.ts'
import { forecastRun } from './forecast-run.ts'
import { updateForecast } from './update-forecast.ts'

export const forecastsHandlers = {
  ofCase: forecastCase,
  ofRun: forecastRun,
  ofMilestone: forecastMilestone,
  update: updateForecast,
} satisfies Handlers['forecasts']
