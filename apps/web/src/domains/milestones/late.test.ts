import { expect, it } from 'vitest'
import { leftOf } from './late.ts'

const run = (name: string, notStarted: number, inProgress = 0) => ({
  name,
  counts: { inProgress, notStarted },
})

it('says what a late milestone waits for', () => {
  expect(leftOf([])).toBe('No run is under way for it')
  expect(leftOf([run('Smoke', 0)])).toBe('Every case has its result: complete it, or give it a new day')
  expect(leftOf([run('Smoke', 0), run('Regression', 0, 1)])).toBe('1 case still to run in Regression')
  expect(leftOf([run('Smoke', 1000), run('Regression', 200, 3)])).toBe('1,203 cases still to run in 2 runs')
})
