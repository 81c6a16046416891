import type { forecasts as operations } from '@testplanit/api/domains/forecasts/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readCaseForecast } from './queries.ts'

export const forecastCase: Handler<typeof operations.ofCase> = ({ input, db }) => readCaseForecast(db, input.caseId)
