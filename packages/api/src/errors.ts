import * as z from 'zod'

/** The ten error codes of the API and their HTTP statuses. */
export const statusOf = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  VALIDATION_ERROR: 422,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
  UPSTREAM_ERROR: 502,
} as const

export type ErrorCode = keyof typeof statusOf

/** One thing that is wrong with an input: `field` is a dotted path (`steps.0.action`). */
export interface Issue {
  field: string
  message: string
}

/** A failure that the caller is told about, in the documented body. Whatever else is thrown is a fault of ours: 500. */
export class Fault extends Error {
  readonly code: ErrorCode
  readonly issues: Issue[]

  constructor(code: ErrorCode, message: string, issues: Issue[] = []) {
    super(message)
    this.name = 'Fault'
    this.code = code
    this.issues = issues
  }
}

export const unauthorized = (message = 'Log in to do this.') => new Fault('UNAUTHORIZED', message)
export const forbidden = (message = 'You may not do this here.') => new Fault('FORBIDDEN', message)
export const notFound = (what: string) => new Fault('NOT_FOUND', `There is no such ${what}, or you may not see it.`)
export const conflict = (message: string, field?: string) =>
  new Fault('CONFLICT', message, field ? [{ field, message }] : [])
/** A 422: one or more fields that are well-formed but wrong. */
export const invalid = (...issues: [Issue, ...Issue[]]) => new Fault('VALIDATION_ERROR', 'Invalid input data', issues)

/** Throws VALIDATION_ERROR with all that is wrong, where anything is. */
export function refuseAny(issues: Iterable<Issue>): void {
  const [first, ...others] = issues
  if (first) throw invalid(first, ...others)
}

const IssueBody = z.object({ field: z.string(), message: z.string() })

/** The documented error body. `details` is the first fault, `issues` are all of them. */
export const ErrorBody = z
  .object({
    error: z.object({
      code: z.enum(Object.keys(statusOf) as [ErrorCode, ...ErrorCode[]]),
      message: z.string(),
      details: IssueBody.optional(),
      issues: z.array(IssueBody).optional(),
    }),
  })
  .meta({ id: 'Error', description: 'Every failure, on every path.' })
export type ErrorBody = z.infer<typeof ErrorBody>

export function errorBody(fault: Pick<Fault, 'code' | 'message' | 'issues'>): ErrorBody {
  const [details] = fault.issues
  const { code, message, issues } = fault
  return { error: { code, message, ...(details && { details, issues }) } }
}
