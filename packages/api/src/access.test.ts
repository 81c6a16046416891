import { expect, test } from 'vitest'
import { type Grants, grants, together } from './access.ts'

const tester: Grants = { cases: ['read', 'write'], runs: ['read'] }
const reader: Grants = { '*': ['read'] }

test('grants add up; * stands for the areas that a grant does not name', () => {
  expect(grants([tester], 'cases', 'write')).toBe(true)
  expect(grants([tester], 'runs', 'write')).toBe(false)
  expect(grants([tester], 'audit', 'read')).toBe(false)
  expect(grants([tester, reader], 'audit', 'read')).toBe(true)
  expect(grants([{ ...reader, cases: [] }], 'cases', 'read')).toBe(false)
})

test('the project itself is read by whoever has any grant, and written by nobody', () => {
  expect(grants([{}], 'project', 'read')).toBe(true)
  expect(grants([], 'project', 'read')).toBe(false)
  expect(grants([reader], 'project', 'write')).toBe(false)
})

test('together they say of every area what they say apart', () => {
  const one = together([tester, reader])
  expect(one).toEqual({ cases: ['read', 'write'], runs: ['read'], '*': ['read'] })
  expect(together([])).toEqual({})
})
