import { expect, it } from 'vitest'
import type { StepStatus } from '../../ui/segmented-result.tsx'
import { outcomeOf } from './outcome.ts'

const of = (...marks: (StepStatus | undefined)[]) => outcomeOf(marks.map((status) => ({ status })))

it('follows from the steps: failed before blocked, skipped only if all were, passed once all are marked', () => {
  expect(of()).toBeUndefined()
  expect(of('PASSED', undefined)).toBeUndefined()
  expect(of('PASSED', 'FAILED', undefined)).toBe('FAILED')
  expect(of('BLOCKED', 'FAILED')).toBe('FAILED')
  expect(of('PASSED', 'BLOCKED')).toBe('BLOCKED')
  expect(of('SKIPPED', 'SKIPPED')).toBe('SKIPPED')
  expect(of('SKIPPED', 'PASSED')).toBe('PASSED')
})
