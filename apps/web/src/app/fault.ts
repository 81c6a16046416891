import type { ErrorBody } from '@testplanit/api/errors'
import type { AppRouter } from '@testplanit/api/router'
import { TRPCClientError } from '@trpc/client'

/** A failed call, ready to be told. `fields` are the messages by dotted path (`steps.0.action`). */
export interface FaultToTell {
  code: ErrorBody['error']['code'] | 'UNREACHABLE'
  message: string
  fields: Readonly<Record<string, string>>
  requestId: string | undefined
  /** Whether trying again may help: the server does not answer, or faltered. */
  passing: boolean
}

/** Reads the documented error out of whatever a call threw. */
export function faultOf(error: unknown): FaultToTell {
  const data = error instanceof TRPCClientError ? (error as TRPCClientError<AppRouter>).data : undefined
  if (!data?.error) {
    const message = 'The server does not answer. What you typed is kept.'
    return { code: 'UNREACHABLE', message, fields: {}, requestId: undefined, passing: true }
  }
  const { code, message, issues = [] } = data.error
  return {
    code,
    message,
    fields: Object.fromEntries(issues.toReversed().map((issue) => [issue.field, issue.message])),
    requestId: data.requestId,
    passing: code === 'INTERNAL_ERROR' || code === 'UPSTREAM_ERROR' || code === 'RATE_LIMITED',
  }
}
