import type { Handlers } from '../../pipeline/handler.ts'
import { approveCase } from './approve-case.ts'
import { rejectCase } from './reject-case.ts'
import { submitCase } from './submit-case.ts'

export const approvalsHandlers = {
  submit: submitCase,
  approve: approveCase,
  reject: rejectCase,
} satisfies Handlers['approvals']
