/** What every format is read into: one file a format, this one model for all of them. */
export interface TestResult {
  /** Names of the suites around the test, outermost first. Tests of one suite share the array: never change it. */
  suites: readonly string[]
  className?: string
  name: string
  status: Status
  /** Whole milliseconds, 0 to `LIMITS.durationMs`. */
  durationMs?: number
  /** Why it failed or was skipped, in short. Several failures: a line or more each. */
  message?: string
  /** Trace and other text of the failures. */
  details?: string
  stdout?: string
  stderr?: string
  properties: readonly { name: string; value: string }[]
  /** Files that the test's output names, as the tool wrote the paths: never to be opened by the server. */
  attachments: readonly { name: string; path: string }[]
  /** All runs of a test that was run again, in the order they ran, the last one included. Empty when it ran once. */
  attempts: readonly Attempt[]
  /** It passed after failing. */
  flaky: boolean
}

export type Status = 'PASSED' | 'FAILED' | 'SKIPPED' | 'BLOCKED'

export type Attempt = Pick<TestResult, 'status' | 'durationMs' | 'message' | 'details'>

/** Something to tell about a place in a file: `line` and `column` count from 1. */
export interface Remark {
  line: number
  column: number
  message: string
}

/** What one piece of a file gave. */
export interface Batch {
  results: TestResult[]
  /** What was not understood and did not stop the reading. */
  warnings: Remark[]
  /** Only in the last batch: why the file could not be read to its end. What stood complete before it was given. */
  fault?: Remark
}

/** Bounds of one result, in characters or entries. What is longer is cut and says so. */
export const LIMITS = {
  name: 1_000,
  message: 8_192,
  text: 65_536,
  property: 8_192,
  entries: 250,
  attempts: 50,
  /** The longest that a 32-bit integer holds, 24 days: more is a mistake of the file. */
  durationMs: 2_147_483_647,
  warnings: 100,
} as const
