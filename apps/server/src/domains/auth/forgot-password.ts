import type { auth } from '@testplanit/api/domains/auth/operations'
import { conflict } from '@testplanit/api/errors'
import { type Handler, prepared } from '../../pipeline/handler.ts'
import { mailReset } from './mail-reset.job.ts'
import { limitAttempts } from './rules.ts'

/** Whether the address is known, only the job asks: the answer cannot tell, neither in words nor in time. */
export const forgotPassword: Handler<typeof auth.forgotPassword> = prepared(
  async ({ input, caller, platform }) => {
    if (!platform.mail) throw conflict('This installation sends no mail: ask an administrator for a link.')
    limitAttempts(platform, input.email, caller.address)
  },
  async ({ input: { email }, tx, record, platform }) => {
    await platform.jobs.send(tx, mailReset.name, [{ email }])
    record.did(null, {}, { resetAskedFor: email })
  },
)
