import type { approvals as operations } from '@testplanit/api/domains/approvals/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { mustBeAnother, mustNotBe } from './rules.ts'
import { bringTo, tellOfReview } from './writes.ts'

export const approveCase: Handler<typeof operations.approve> = async (call) => {
  const { before, after } = await bringTo(call, 'APPROVED', (is) => {
    mustBeAnother(call.actor, is)
    mustNotBe(is, 'APPROVED')
  })
  tellOfReview(call.record, 'test_case.approved', before, after)
  return after
}
