import { describe, expect, it } from 'vitest'
import { durationText, estimateText } from './duration.ts'

describe('durations', () => {
  it('tells what something took', () => {
    expect([640, 48_000, 444_000, 3_723_000].map(durationText)).toEqual(['640 ms', '48 s', '7 min 24 s', '1 h 02 min'])
  })
  it('tells what something may take', () => {
    expect([40, 360, 3600, 6000].map(estimateText)).toEqual(['40 s', '6 min', '1 h', '1 h 40 min'])
  })
})
