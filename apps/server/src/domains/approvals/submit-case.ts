import type { approvals as operations } from '@testplanit/api/domains/approvals/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { mustNotBe } from './rules.ts'
import { bringTo } from './writes.ts'

export const submitCase: Handler<typeof operations.submit> = async (call) => {
  const { after } = await bringTo(call, 'IN_REVIEW', (is) => mustNotBe(is, 'IN_REVIEW'))
  return after
}
