import { expect, test } from 'vitest'
import * as z from 'zod'
import { wordsFor } from './words.ts'

const schema = z.strictObject({
  name: z.string().max(255),
  password: z.string().min(8),
  tags: z.array(z.string()).min(1).max(2),
  limit: z.int().min(1).max(250),
  id: z.uuid(),
  email: z.email(),
  url: z.url(),
  day: z.iso.date(),
  time: z.iso.datetime(),
  status: z.enum(['ACTIVE', 'COMPLETED']),
  code: z.string().regex(/^[A-Z]+$/),
  own: z.string().max(1, { error: 'says it itself' }),
  own2: z.string().refine(() => false),
  yes: z.boolean(),
})
const told = (input: object) =>
  Object.fromEntries(
    schema
      .partial()
      .safeParse(input, { error: wordsFor })
      .error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [],
  )

test('says in words that follow the field what is wrong with it', () => {
  const wrong = {
    name: 'x'.repeat(256),
    password: 'short',
    tags: [],
    limit: 1000,
    id: 'x',
    email: 'x',
    url: 'x',
    day: 'x',
  }
  expect(told(wrong)).toEqual({
    name: 'has more than 255 characters',
    password: 'has less than 8 characters',
    tags: 'is empty',
    limit: 'is more than 250',
    id: 'is not an id',
    email: 'is not an e-mail address',
    url: 'is not a whole address (https://…)',
    day: 'is not a day (YYYY-MM-DD)',
  })
  expect(
    told({ time: 'x', status: 'NEW', code: 'x', own: 'xx', own2: '', yes: 'x', tags: ['', '', ''], limit: 0.5 }),
  ).toEqual({
    time: 'is not a time in UTC (2026-01-31T09:30:00.000Z)',
    status: 'must be one of ACTIVE, COMPLETED',
    code: 'is not written as it should be',
    own: 'says it itself',
    own2: 'does not fit',
    yes: 'must be true or false',
    tags: 'has more than 2 entries',
    limit: 'must be a whole number',
  })
  expect(told({ name: 5, limit: -1 })).toEqual({ name: 'must be a text', limit: 'is less than 1' })
})
