import { BoundedText, shorten } from '@testplanit/result-formats/bounded-text'
import { LIMITS, type TestResult } from '@testplanit/result-formats/model'
import type { Attempt } from '../../results/tables.ts'

/**
 * What people read of an automated result beside its message: the trace, the test's properties, the files that its
 * output names, and the output itself where the test did not pass. The files lie on the machine that ran the test:
 * their paths are text here, never opened.
 */
export function detailsOf(result: TestResult): string | undefined {
  const { details, properties, attachments, stdout, stderr, status } = result
  const hasOutput = status !== 'PASSED' && (stdout !== undefined || stderr !== undefined)
  if (!hasOutput && !properties.length && !attachments.length) return details
  const text = new BoundedText(LIMITS.text)
  const section = (title: string, lines: string[]) => {
    if (lines.length) text.append(`${text.value() ? '\n\n' : ''}${title}${lines.join('\n')}`)
  }
  section('', details === undefined ? [] : [details])
  section(
    'Attachments:\n',
    attachments.map(({ name, path }) => (name === path ? path : `${name}: ${path}`)),
  )
  section(
    'Properties:\n',
    properties.map(({ name, value }) => `${name}: ${value}`),
  )
  if (hasOutput) {
    section('Output:\n', stdout === undefined ? [] : [stdout])
    section('Error output:\n', stderr === undefined ? [] : [stderr])
  }
  return text.value()
}

export const attemptsOf = ({ attempts }: TestResult): Attempt[] =>
  attempts.map(({ status, durationMs = null, message = null }) => ({ status, durationMs, message }))

/** A name as the repository keeps it: on one line, with something to read in it. Empty where there is nothing. */
export const oneLine = (name: string, max: number) => shorten(name.replace(/[\s\p{Cc}]+/gu, ' ').trim(), max)
