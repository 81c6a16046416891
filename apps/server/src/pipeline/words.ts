import type * as z from 'zod'

type Issue = z.core.$ZodRawIssue

const types: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
}
const formats: Record<string, string> = {
  uuid: 'is not an id',
  email: 'is not an e-mail address',
  url: 'is not a whole address (https://…)',
  date: 'is not a day (YYYY-MM-DD)',
  datetime: 'is not a time in UTC (2026-01-31T09:30:00.000Z)',
}
const grouped = new Intl.NumberFormat('en-US')
const counted = (count: unknown, one: string) =>
  `${grouped.format(Number(count))} ${one}${Number(count) === 1 ? '' : 's'}`
const units: Record<string, string> = { string: 'character', array: 'entry', set: 'entry', map: 'entry' }
const sized = (count: unknown, origin: string) => counted(count, units[origin] ?? '').replace('entrys', 'entries')

/** What is wrong with a value, in words that follow the name of its field: `has more than 255 characters`. */
export function wordsFor(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${types[issue.expected] ?? issue.expected}`
    case 'too_big':
      return issue.origin in units
        ? `has more than ${sized(issue.maximum, issue.origin)}`
        : `is more than ${grouped.format(Number(issue.maximum))}`
    case 'too_small':
      if (!(issue.origin in units)) return `is less than ${grouped.format(Number(issue.minimum))}`
      return Number(issue.minimum) === 1 ? 'is empty' : `has less than ${sized(issue.minimum, issue.origin)}`
    case 'invalid_format':
      return formats[issue.format] ?? 'is not written as it should be'
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${String(issue.values[0])}`
        : `must be one of ${issue.values.map(String).join(', ')}`
    default:
      return 'does not fit'
  }
}
