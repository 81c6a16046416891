import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const project = await make.project()
const { sql } = platform.database
const statuses = ({ data }: { data: { status: string }[] }) => data.map(({ status }) => status)

test('a run case has its results newest first, a case those of all its living runs', async () => {
  const testCase = await make.case(project)
  const [run, other, gone] = [
    await make.run(project, [testCase], { name: 'First' }),
    await make.run(project, [testCase], { name: 'Second' }),
    await make.run(project, [testCase]),
  ]
  const [execute, history] = [
    ({ id }: { id: string }, status: string) =>
      admin.post(`/api/test-runs/${id}/cases/${testCase.id}/execute`, { status }),
    async (query = '') => (await admin.get(`/api/test-runs/${run.id}/cases/${testCase.id}/results${query}`)).body,
  ]
  for (const status of ['FAILED', 'PASSED', 'BLOCKED']) await execute(run, status)
  await execute(other, 'SKIPPED')
  await execute(gone, 'FAILED')
  await admin.delete(`/api/test-runs/${gone.id}`)
  expect(statuses(await history())).toEqual(['BLOCKED', 'PASSED', 'FAILED'])
  const first = await history('?limit=2')
  expect([statuses(first), first.pagination.total]).toEqual([['BLOCKED', 'PASSED'], 3])
  expect(statuses(await history(`?limit=2&cursor=${first.pagination.nextCursor}`))).toEqual(['FAILED'])
  const byRunCase = (await admin.get(`/api/test-runs/${run.id}/cases/${run.testCases[0].id}/results`)).body
  expect(byRunCase.data).toEqual((await history()).data)

  const { data, pagination } = (await admin.get(`/api/repository-cases/${testCase.id}/results`)).body
  expect([statuses({ data }), pagination.total]).toEqual([['SKIPPED', 'BLOCKED', 'PASSED', 'FAILED'], 4])
  expect(data[0]).toMatchObject({ runName: 'Second', userName: expect.any(String), runId: other.id })
})

test('what is not in the run is a 404, what was not executed has none', async () => {
  const [testCase, notInIt] = [await make.case(project), await make.case(project)]
  const run = await make.run(project, [testCase])
  const at = (runId: string, caseId: string) => admin.get(`/api/test-runs/${runId}/cases/${caseId}/results`)
  expect(await at(run.id, testCase.id)).toMatchObject({ status: 200, body: { data: [], pagination: { total: 0 } } })
  for (const [runId, caseId] of [
    [run.id, notInIt.id],
    [run.id, noId],
    [noId, testCase.id],
  ] as const)
    expect((await at(runId, caseId)).status).toBe(404)
  const other = await make.run(await make.project(), [])
  expect((await at(other.id, testCase.id)).status).toBe(404)
})

const SHOWN = {
  NOT_STARTED: 'notStarted',
  IN_PROGRESS: 'inProgress',
  PASSED: 'passed',
  FAILED: 'failed',
  BLOCKED: 'blocked',
  SKIPPED: 'skipped',
}
const CASES = 6
const anyCase = fc.nat(CASES - 1)
const result = fc.record({
  i: anyCase,
  status: fc.constantFrom('PASSED', 'FAILED', 'BLOCKED', 'SKIPPED', 'IN_PROGRESS'),
  durationMs: fc.option(fc.nat(10_000)),
})
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ add: fc.array(anyCase, { maxLength: CASES }) }) },
  { weight: 4, arbitrary: fc.record({ execute: result }) },
  { weight: 3, arbitrary: fc.record({ bulk: fc.array(result, { minLength: 1, maxLength: 8 }) }) },
  { weight: 2, arbitrary: fc.record({ remove: fc.array(anyCase, { minLength: 1, maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ status: fc.constantFrom('ACTIVE', 'COMPLETED', 'CANCELLED') }) },
)
type Result = { i: number; status: keyof typeof SHOWN; durationMs: number | null }

test('whatever is done to a run, its counts, statuses, daily sums and durations are those of a plain model', async () => {
  const cases: { id: string }[] = []
  for (let i = 0; i < CASES; i++) cases.push(await make.case(project))
  const idOf = (i: number) => cases[i]?.id

  const follows = async (initial: number[], steps: Record<string, unknown>[]) => {
    const { id } = await make.run(
      project,
      initial.map((i) => cases[i] as { id: string }),
    )
    const path = `/api/test-runs/${id}`
    /** What the run holds: for each case all its results. */
    const held = new Map<number, Result[]>(initial.map((i) => [i, []]))
    let isActive = true
    const runCaseIds = async () => {
      const { testCases } = (await admin.get(path)).body
      return (i: number) =>
        testCases.find((one: { repositoryCaseId: string }) => one.repositoryCaseId === idOf(i))?.id ?? noId
    }
    /** Done to both; a case that the run does not hold, then a closed run, are refused and change nothing. */
    const both = async (
      call: Promise<{ status: number }>,
      known: boolean,
      unknown: number,
      done: number,
      apply: () => void,
    ) => {
      const expected = !known ? unknown : isActive ? done : 409
      expect((await call).status).toBe(expected)
      if (expected === done) apply()
    }
    const keep = ({ i, ...one }: Result) => held.get(i)?.push({ i, ...one })
    const say = ({ i, ...one }: Result) => ({ caseId: idOf(i), ...one })

    for (const { add, execute, bulk, remove, status } of steps as {
      add?: number[]
      execute?: Result
      bulk?: Result[]
      remove?: number[]
      status?: string
    }[]) {
      if (add) {
        const testCases = add.map((i) => ({ repositoryCaseId: idOf(i) }))
        await both(admin.post(`${path}/cases`, { testCases }), true, 0, 200, () => {
          for (const i of add) if (!held.has(i)) held.set(i, [])
        })
      }
      if (execute) {
        const { i, ...body } = execute
        await both(admin.post(`${path}/cases/${idOf(i)}/execute`, body), held.has(i), 404, 201, () => keep(execute))
      }
      if (bulk) {
        const known = bulk.every(({ i }) => held.has(i))
        await both(admin.post(`${path}/results`, { results: bulk.map(say) }), known, 422, 201, () => bulk.forEach(keep))
      }
      if (remove) {
        const ids = remove.map(await runCaseIds())
        const known = remove.every((i) => held.has(i))
        await both(admin.post(`${path}/cases/remove`, { ids }), known, 422, 200, () => {
          for (const i of remove) held.delete(i)
        })
      }
      if (status) {
        await admin.put(path, { status })
        isActive = status === 'ACTIVE'
      }
    }

    const shown = new Map([...held].map(([i, all]) => [idOf(i), all.at(-1)?.status ?? 'NOT_STARTED']))
    const { counts, testCases, testCasesTotal } = (await admin.get(path)).body
    expect(
      new Map(testCases.map((one: { repositoryCaseId: string; status: string }) => [one.repositoryCaseId, one.status])),
    ).toEqual(shown)
    expect(testCasesTotal).toBe(held.size)
    for (const [status, count] of Object.entries(SHOWN))
      expect(counts[count]).toBe([...shown.values()].filter((one) => one === status).length)

    const said = [...held.values()].flat().filter(({ status }) => status !== 'IN_PROGRESS')
    const number = (status: string) => said.filter((one) => one.status === status).length
    const timed = said.flatMap(({ durationMs }) => durationMs ?? [])
    const [sums] = await sql`
      select coalesce(sum(passed), 0)::int as passed, coalesce(sum(failed), 0)::int as failed, coalesce(sum(blocked), 0)::int as blocked,
             coalesce(sum(skipped), 0)::int as skipped, coalesce(sum(timed), 0)::int as timed, coalesce(sum(duration_ms), 0)::int as ms
        from daily_results where run_id = ${id}`
    expect(sums).toEqual({
      passed: number('PASSED'),
      failed: number('FAILED'),
      blocked: number('BLOCKED'),
      skipped: number('SKIPPED'),
      timed: timed.length,
      ms: timed.reduce((sum, ms) => sum + ms, 0),
    })
    expect(await sql`select 1 from results where run_id = ${id}`).toHaveLength([...held.values()].flat().length)
    const failures = await sql`select case_id as id, failed from case_failures where failed > 0 order by case_id`
    expect([...failures]).toEqual([
      ...(await sql`select case_id as id, count(*)::int as failed from results where status = 'FAILED' group by case_id order by case_id`),
    ])
    const durations = await sql`select * from case_durations where times > 0 order by case_id`
    expect([...durations]).toEqual([
      ...(await sql`
        select case_id, count(*)::int as times, sum(duration_ms)::bigint as duration_ms, sum(duration_ms ^ 2)::float8 as squares
          from results where status in ('PASSED', 'FAILED', 'BLOCKED') and duration_ms > 0 group by case_id order by case_id`),
    ])
    expect(await sql`select from case_durations where times = 0 and (duration_ms <> 0 or squares <> 0)`).toEqual([])
  }

  await fc.assert(fc.asyncProperty(fc.uniqueArray(anyCase), fc.array(step, { maxLength: 15 }), follows), {
    numRuns: 60,
  })
})
