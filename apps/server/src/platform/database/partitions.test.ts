import { expect, test } from 'vitest'
import { startServer } from '../../../test/server.ts'
import { newId } from './ids.ts'
import { least } from './partitions.ts'

const { platform } = await startServer()

test('the least id of a time is one that PostgreSQL takes, also of a time before the first', async () => {
  for (const day of ['0001-01-01', '1969-12-31', '1970-01-01', '2026-01-31', '9999-12-31']) {
    const id = least(Date.parse(day))
    expect(await platform.database.sql`select ${id}::uuid as id`).toEqual([{ id }])
  }
  expect(least(-1)).toBe(least(0))
  expect([least(Date.now() - 1000), newId(), least(Date.now() + 1000)]).toSatisfy(
    (ids: string[]) => ids.toSorted().join() === ids.join(),
  )
})
