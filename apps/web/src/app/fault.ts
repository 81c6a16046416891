import type { ErrorBody } from '@testplanit/api/errors'
import type { AppRouter } from '@testplanit/api/router'
import { TRPCClientError } from '@trpc/client'

/** A failed call, ready to be told. `fields` are the messages by dotted path (`steps.0.action`). */
export interface FaultToTell {
  /** UNREACHABLE: the server does not answer; ABORTED: the call was given up; BROKEN: a fault of this app. */
  code: ErrorBody['error']['code'] | 'UNREACHABLE' | 'ABORTED' | 'BROKEN'
  message: string
  fields: Readonly<Record<string, string>>
  requestId: string | undefined
  /** Whether trying again may help: the server does not answer, or faltered. */
  passing: boolean
}

const own = (code: FaultToTell['code'], message: string, passing: boolean): FaultToTell => ({
  code,
  message,
  fields: {},
  requestId: undefined,
  passing,
})

/** Reads the documented error out of whatever a call threw. */
export function faultOf(error: unknown): FaultToTell {
  if (isAbort(error)) return own('ABORTED', 'It was stopped before it was done. Try again.', false)
  if (isUnloaded(error)) return own('UNREACHABLE', 'The server does not answer. It is tried again by itself.', true)
  if (!(error instanceof TRPCClientError))
    return own('BROKEN', 'Load the page again. If it breaks again, tell whoever runs this installation.', false)
  const { data } = error as TRPCClientError<AppRouter>
  const stated = data?.error ?? refusalIn(error)
  if (!stated) return own('UNREACHABLE', 'The server does not answer. What you typed is kept.', true)
  const { code, message, issues = [] } = stated
  return {
    code,
    message,
    fields: Object.fromEntries(issues.toReversed().map((issue) => [issue.field, issue.message])),
    requestId: data?.requestId,
    passing: code === 'INTERNAL_ERROR' || code === 'UPSTREAM_ERROR' || code === 'RATE_LIMITED',
  }
}

/** What stands before every call (limits, who may send much) refuses with the documented body, not in tRPC's form. */
function refusalIn({ meta }: TRPCClientError<AppRouter>): ErrorBody['error'] | undefined {
  const { error } = (meta?.responseJSON ?? {}) as Partial<ErrorBody>
  return typeof error?.code === 'string' && typeof error.message === 'string' ? error : undefined
}

const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || isAbort(error.cause))

/** As Chromium, Firefox and Safari say that the file of a page did not come. */
const isUnloaded = (error: unknown) =>
  error instanceof Error &&
  /dynamically imported module|importing a module script|unable to preload/i.test(error.message)
