import { expect, test } from 'vitest'
import { startServer } from '../../../test/server.ts'

const { admin, platform } = await startServer()
const path = '/api/projects/sample'

test('the sample project is there once, removable, and its numbers add up', async () => {
  const first = await admin.post(path, {})
  expect(first.status).toBe(201)
  const { id, caseCount } = first.body
  expect((await admin.post(path, {})).body.id).toBe(id)

  const { sql } = platform.database
  const [counts] = await sql`
    select (select count(*)::int from cases where project_id = ${id}) as cases,
           (select sum(case_count)::int from folders where project_id = ${id}) as counted,
           (select sum(passed + failed + blocked + skipped)::int from daily_results where project_id = ${id}) as daily,
           (select count(*)::int from results where project_id = ${id}) as results,
           (select count(*)::int from runs r where project_id = ${id} and row(passed, failed, blocked, skipped, not_started)::text <>
             (select row(count(*) filter (where status = 'PASSED'), count(*) filter (where status = 'FAILED'), count(*) filter (where status = 'BLOCKED'),
                     count(*) filter (where status = 'SKIPPED'), count(*) filter (where status = 'NOT_STARTED'))::text from run_cases where run_id = r.id)) as wrong`
  expect(counts).toMatchObject({ cases: caseCount, counted: caseCount, wrong: 0 })
  expect(counts?.results).toBeGreaterThan(600)
  expect(counts?.daily).toBe(counts?.results)

  expect((await admin.delete(`/api/projects/${id}`)).status).toBe(204)
  expect((await admin.post(path, {})).body.id).not.toBe(id)
})
