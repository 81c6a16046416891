import type { approvals as operations } from '@testplanit/api/domains/approvals/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { mustNotBe } from './rules.ts'
import { bringTo, tellOfReview } from './writes.ts'

export const rejectCase: Handler<typeof operations.reject> = async (call) => {
  const { before, after } = await bringTo(call, 'DRAFT', (is) => mustNotBe(is, 'DRAFT'))
  tellOfReview(call.record, 'test_case.rejected', before, after)
  return after
}
