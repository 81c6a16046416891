import { Fault, type Issue, invalid } from '@testplanit/api/errors'
import type { Operation } from '@testplanit/api/operation'
import type * as z from 'zod'
import { wordsFor } from './words.ts'

/** A body of megabytes can be wrong a million times. */
const MAX_ISSUES = 100

/** An input checked against its operation's schema. Throws VALIDATION_ERROR with all faults, NOT_FOUND for a malformed id in the path. */
export function parse(operation: Operation, input: unknown): Record<string, unknown> {
  if (input instanceof Fault) throw input
  const parsed = (operation.input as unknown as z.ZodType).safeParse(withoutIgnored(operation, input), {
    error: wordsFor,
  })
  if (parsed.success) return parsed.data as Record<string, unknown>
  const issues = parsed.error.issues.flatMap(toIssues).slice(0, MAX_ISSUES)
  const inPath = issues.find(({ field }) => operation.path.includes(`{${field}}`))
  if (inPath) throw new Fault('NOT_FOUND', `${inPath.field} names nothing that exists.`)
  throw invalid(...(issues as [Issue, ...Issue[]]))
}

/**
 * What GET gave can be PUT back: a PUT ignores what the answer has and it cannot change.
 * (A create takes none of it: a name of the answer that it does not know is a 422.)
 */
function withoutIgnored(operation: Operation, input: unknown): unknown {
  if (!operation.path.startsWith('PUT ') || input === null || typeof input !== 'object' || Array.isArray(input))
    return input
  const [known, answered] = [shapeOf(operation.input), shapeOf(operation.output)]
  return Object.fromEntries(Object.entries(input).filter(([key]) => key in known || !(key in answered)))
}

const shapeOf = (schema: unknown) => (schema as { shape?: Record<string, unknown> }).shape ?? {}

function toIssues(issue: z.core.$ZodIssue): Issue[] {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ field: [...path, key].join('.'), message: 'is not known here' }))
  if (issue.code === 'invalid_union') {
    const [closest] = issue.errors.toSorted((a, b) => depthOf(b) - depthOf(a))
    const [inner] = closest ?? []
    if (inner) return toIssues({ ...inner, path: [...issue.path, ...inner.path] })
  }
  return [{ field: path.join('.'), message: messageOf(issue) }]
}

/** How far into a value an alternative of a union could follow it; not at all, where the value is of another type. */
const depthOf = (issues: z.core.$ZodIssue[]) =>
  Math.max(-1, ...issues.map(({ path, code }) => path.length - Number(code === 'invalid_type' && !path.length)))

const messageOf = (issue: z.core.$ZodIssue) =>
  issue.code === 'invalid_type' && issue.input === undefined ? 'is required' : issue.message
