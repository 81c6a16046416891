import { AttachmentFinder } from './attachments.ts'
import { BoundedText, shorten } from './bounded-text.ts'
import { type Attempt, LIMITS, type Status, type TestResult } from './model.ts'
import { readSeconds } from './seconds.ts'
import type { Xml } from './xml.ts'

type Attributes = Readonly<Record<string, string>>

/** Shared by the many tests that have none, never changed. */
const NONE: readonly never[] = []

/** One `<testcase>` while it is read. */
export class JunitCase {
  private readonly test: TestResult
  private readonly xml: Xml
  private readonly attributes: Attributes
  private outcome: Outcome | undefined
  private failure: { message: BoundedText; details: BoundedText } | undefined
  private skip: Said | undefined
  private attempts: { reruns: Attempt[]; flakes: Attempt[] } | undefined
  private properties: { name: string; value: string }[] | undefined
  private output: { stdout: BoundedText; stderr: BoundedText; attachments: AttachmentFinder } | undefined
  private target: 'stdout' | 'stderr' | 'message' | 'details' | undefined

  constructor(suites: readonly string[], name: string, attributes: Attributes, xml: Xml) {
    this.test = { suites, name, status: 'PASSED', properties: NONE, attachments: NONE, attempts: NONE, flaky: false }
    this.attributes = attributes
    this.xml = xml
    const className = attributes.classname || attributes.class
    if (className) this.test.className = shorten(className, LIMITS.name)
    const durationMs = this.duration(attributes.time)
    if (durationMs !== undefined) this.test.durationMs = durationMs
  }

  /** Where the text that follows belongs. */
  write(target: 'stdout' | 'stderr' | 'message' | 'details' | undefined): void {
    this.target = target
    if (target !== 'stdout' && target !== 'stderr') return
    this.output ??= {
      stdout: new BoundedText(LIMITS.text),
      stderr: new BoundedText(LIMITS.text),
      attachments: new AttachmentFinder(),
    }
    this.output[target].appendLine('')
  }

  append(piece: string): void {
    if (this.target === 'stdout' || this.target === 'stderr') {
      this.output![this.target].append(piece)
      this.output!.attachments.read(piece)
    } else if (this.target) this.outcome?.[this.target].append(piece)
  }

  openOutcome(element: OutcomeElement, attributes: Attributes): void {
    this.outcome = new Outcome(element, attributes)
    this.target = 'details'
  }

  closeOutcome(): void {
    const { kind, attributes } = this.outcome!
    const said = this.outcome!.said()
    if (kind === 'failure') this.fail(said)
    else if (kind === 'skip') this.skip ??= said
    else this.addAttempt(kind, { status: 'FAILED', ...said, ...values({ durationMs: this.duration(attributes.time) }) })
    this.outcome = undefined
    this.target = undefined
  }

  addProperty(name: string, value: string): void {
    this.properties ??= []
    if (this.properties.length < LIMITS.entries) this.properties.push({ name, value })
    else this.xml.warn(`Properties of a test beyond ${LIMITS.entries} are left out.`)
  }

  result(): TestResult {
    const { test, failure, skip, output } = this
    test.status = failure ? 'FAILED' : skip ? 'SKIPPED' : this.statedStatus()
    if (failure) Object.assign(test, values({ message: failure.message.value(), details: failure.details.value() }))
    else if (skip) Object.assign(test, skip)
    if (this.properties) test.properties = this.properties
    if (output) {
      Object.assign(test, values({ stdout: output.stdout.value(), stderr: output.stderr.value() }))
      test.attachments = output.attachments.found
    }
    if (this.attempts) this.tellAttempts(this.attempts)
    return test
  }

  private fail(said: Said): void {
    if (this.failure) this.failure.details.append('\n\n')
    else this.failure = { message: new BoundedText(LIMITS.message), details: new BoundedText(LIMITS.text) }
    this.failure.message.appendLine(said.message ?? '')
    this.failure.details.append(said.details ?? '')
  }

  private addAttempt(kind: 'reruns' | 'flakes', attempt: Attempt): void {
    this.attempts ??= { reruns: [], flakes: [] }
    if (this.attempts[kind].length < LIMITS.attempts) this.attempts[kind].push(attempt)
    else this.xml.warn(`Attempts of a test beyond ${LIMITS.attempts} are left out.`)
  }

  /** `flaky…` are the runs before the one that passed, `rerun…` those after the one that failed. */
  private tellAttempts({ reruns, flakes }: { reruns: Attempt[]; flakes: Attempt[] }): void {
    const { status, durationMs, message, details } = this.test
    const itself: Attempt = { status, ...values({ durationMs, message, details }) }
    const passed = status === 'PASSED'
    this.test.attempts = passed ? [...flakes, ...reruns, itself] : [...flakes, itself, ...reruns]
    this.test.flaky = passed
  }

  private duration(time: string | undefined): number | undefined {
    if (!time) return undefined
    const durationMs = readSeconds(time)
    if (durationMs === undefined && time.trim() !== '') {
      const shown = `The time "${shorten(time, 50)}" is not a number of seconds from 0 to 24 days`
      this.xml.warn('time', `${shown}: it was left out, here and wherever the like stands.`)
    }
    return durationMs
  }

  private statedStatus(): Status {
    return this.stated(this.attributes.result) ?? this.stated(this.attributes.status) ?? 'PASSED'
  }

  /** What a status attribute says, unless it is that all went well. */
  private stated(word: string | undefined): Status | undefined {
    if (!word) return undefined
    const status = STATUSES.get(word.toLowerCase())
    if (!status) this.xml.warn(`The status "${shorten(word, 50)}" is not known: the test counts as passed.`)
    return status === 'PASSED' ? undefined : status
  }
}

/** GoogleTest, Catch2 and others write a status that no element tells. */
const STATUSES = new Map<string, Status>([
  ...words('PASSED', 'run pass passed success successful succeeded ok completed finished done'),
  ...words('FAILED', 'fail failed failure error errored broken timeout aborted'),
  ...words('SKIPPED', 'notrun not_run disabled skip skipped ignored suppressed pending todo inconclusive'),
  ...words('BLOCKED', 'blocked'),
])

function words(status: Status, all: string): [string, Status][] {
  return all.split(' ').map((word) => [word, status])
}

type Said = Pick<TestResult, 'message' | 'details'>

/** The elements that say how a test went, and what each is. */
export const OUTCOMES = {
  failure: 'failure',
  error: 'failure',
  skipped: 'skip',
  disabled: 'skip',
  rerunFailure: 'reruns',
  rerunError: 'reruns',
  flakyFailure: 'flakes',
  flakyError: 'flakes',
} as const
export type OutcomeElement = keyof typeof OUTCOMES

/** A failure, a skip or one attempt while it is read. */
class Outcome {
  readonly kind
  readonly attributes: Attributes
  readonly message = new BoundedText(LIMITS.message)
  readonly details = new BoundedText(LIMITS.text)

  constructor(element: OutcomeElement, attributes: Attributes) {
    this.kind = OUTCOMES[element]
    this.attributes = attributes
    this.message.append(attributes.message ?? '')
  }

  /** Without a message of its own the first line of the text, or the type, says it. */
  said(): Said {
    const details = this.details.value()
    const message = this.message.value() ?? details?.trimStart().split('\n', 1)[0] ?? this.attributes.type
    return values({ message: message && shorten(message, LIMITS.message), details })
  }
}

/** Only the fields that have a value: the model's optional ones are absent, never undefined. */
function values<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const given: { [K in keyof T]?: Exclude<T[K], undefined> } = {}
  for (const key in fields) {
    const value = fields[key]
    if (value !== undefined && value !== '') given[key] = value as Exclude<T[typeof key], undefined>
  }
  return given
}
