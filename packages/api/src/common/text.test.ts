import { expect, test } from 'vitest'
import { oneLine } from './one-line.ts'
import { filled, line, name } from './text.ts'

const isTaken = (schema: ReturnType<typeof name>, value: string) => schema.safeParse(value).success

test.each(['a\nb', 'a\r\nb', 'a\tb', 'a\u0000b', '\u001b[31m', 'a\u007fb', 'a\u0085b', 'a\u2028b', 'a\u2029b'])(
  'neither a line nor a name holds %j',
  (value) => {
    expect([isTaken(line(100), value), isTaken(name(), value)]).toEqual([false, false])
    expect(line(100).safeParse(value).error?.issues[0]?.message).toMatch(/control characters|NUL/)
  },
)

test.each(['Grüße, 日本 🎉', ' kept as it came ', 'a\u00a0b', 'a\u200db', 'שלום \u202e', '"; drop table'])(
  '%j is a name, as it came',
  (value) => expect(name().parse(value)).toBe(value),
)

test('what was broken into lines or cells is a name once it stands on one', () => {
  expect(oneLine('Log in \r\n  with\ta\u2028password')).toBe('Log in with a password')
  expect(oneLine('  two  spaces ')).toBe('  two  spaces ')
})

test('what is filled has something to read, on as many lines as it takes', () => {
  expect(filled(100).parse('Open\n\tthe page')).toBe('Open\n\tthe page')
  for (const schema of [filled(100), name()])
    for (const blank of ['', '  ', '\u00a0']) expect(isTaken(schema, blank)).toBe(false)
  expect(line(100).parse('')).toBe('')
})
