import { expect, it } from 'vitest'
import { timeText } from './time.tsx'

const now = new Date(2025, 10, 24, 12, 0)
it.each([
  [new Date(2025, 10, 24, 12, 0, 20), 'now'],
  [new Date(2025, 10, 24, 11, 55), '5 min. ago'],
  [new Date(2025, 10, 24, 9, 40), '09:40 today'],
  [new Date(2025, 10, 23, 23, 59), 'yesterday'],
  [new Date(2025, 10, 27, 1, 0), 'in 3 days'],
  [new Date(2025, 10, 11), '11 Nov'],
  [new Date(2024, 10, 11), '11 Nov 2024'],
])('%s is written as %s', (at, text) => {
  expect(timeText(at, now)).toBe(text)
})

it('leaves the hour off where only the day counts', () => {
  expect(timeText(new Date(2025, 10, 24), now, true)).toBe('today')
})
