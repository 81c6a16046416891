import { expect, it } from 'vitest'
import { stepWords } from './step-words.ts'

it('says by the case’s numbers which steps did not pass', () => {
  const steps = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]
  const seen = [
    { stepId: 'gone', status: 'BLOCKED', notes: null },
    { stepId: 'c', status: 'SKIPPED', notes: null },
    { stepId: 'b', status: 'FAILED', notes: 'The counter stayed at 0' },
    { stepId: 'a', status: 'PASSED', notes: null },
  ] as Parameters<typeof stepWords>[0]
  expect(stepWords(seen, steps)).toEqual([
    'Step 2 failed: The counter stayed at 0',
    'Step 3 skipped',
    'A step that was removed blocked',
  ])
})
