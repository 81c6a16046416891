import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { parseSearch, search, stringifySearch, text } from './search.ts'

const schema = search({
  q: text,
  tags: z.array(text),
  days: z.number(),
  table: z.boolean(),
  sort: z.enum(['title', '-title']),
})
const read = (address: string) => schema.parse(parseSearch(address))

it('reads texts as they stand, also those that look like something else', () => {
  for (const q of ['31', '031', '1e3', 'true', 'null', '1.0', '[', '"', '[1', 'C31 & more', '{}'])
    expect(read(stringifySearch({ q })), q).toEqual({ q })
  expect(read('?q=31')).toEqual({ q: '31' })
  expect(read('?q=1e3&tags=["31",31]')).toEqual({ q: '1e3', tags: ['31', '31'] })
})

it('takes what does not fit as if it were not there, and leaves the rest', () => {
  expect(read('?days=xyz&sort=zzz&table=maybe&tags=one&q=card')).toEqual({ q: 'card' })
  expect(read('?q=[1]&q=2&days=30&table=true&sort=-title&more=1')).toEqual({ days: 30, table: true, sort: '-title' })
})
