import { expect, it } from 'vitest'
import { foundIn } from './counts.ts'

const counts = { notStarted: 30_000, inProgress: 5, passed: 9000, failed: 900, blocked: 90, skipped: 5 }

it('knows from the run how many of its cases a filter by status finds, and of other filters nothing', () => {
  expect(foundIn(counts, {})).toBe(40_000)
  expect(foundIn(counts, { status: ['FAILED', 'BLOCKED'] })).toBe(990)
  expect(foundIn(counts, { status: ['FAILED'], search: 'card' })).toBeUndefined()
  expect(foundIn(counts, { assignedTo: 'somebody' })).toBeUndefined()
})
