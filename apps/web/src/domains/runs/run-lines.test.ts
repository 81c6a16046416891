import { expect, it } from 'vitest'
import { linesOf } from './run-lines.ts'
import type { RunCase } from './types.ts'

const row = (id: string, folderId: string, status: RunCase['status']) => ({ id, folderId, status }) as RunCase
const rows = [row('1', 'a', 'PASSED'), row('2', 'a', 'FAILED'), row('3', 'b', 'NOT_STARTED')]

it('heads each folder with its counts, and leaves out what is folded', () => {
  expect(linesOf(rows, new Set(['a']))).toEqual([
    { folderId: 'a', size: 2, counts: { PASSED: 1, FAILED: 1 } },
    { folderId: 'b', size: 1, counts: { NOT_STARTED: 1 } },
    rows[2],
  ])
})
