import type { Handlers } from '../../pipeline/handler.ts'
import { reportTestExecution } from './report-test-execution.ts'

export const reportsHandlers = {
  testExecution: reportTestExecution,
} satisfies Handlers['reports']
