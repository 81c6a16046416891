import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'

/**
 * Runs against a plain model of them: whatever is done, in whatever order, what the server keeps (counts, statuses,
 * assignments, daily sums, failures, durations, times) is what follows from all that was recorded.
 */

const { admin, make, platform } = await startServer()
const project = await make.project()
const { sql } = platform.database
const [CASES, CONFIGURATIONS] = [3, 2]
const SHOWN = {
  NOT_STARTED: 'notStarted',
  IN_PROGRESS: 'inProgress',
  PASSED: 'passed',
  FAILED: 'failed',
  BLOCKED: 'blocked',
  SKIPPED: 'skipped',
} as const
type Shown = keyof typeof SHOWN
const people = [(await make.member(project, 'Tester')).user.id, (await make.member(project, 'Tester')).user.id] as const
const configurations: string[] = []
for (let i = 0; i < CONFIGURATIONS; i++) configurations.push((await make.configuration(project)).id)

interface Result {
  id: string
  createdAt: string
  status: Shown
  durationMs: number | null
  isCorrected: boolean
}
interface RunCase {
  caseId: string
  configurationId: string | null
  assignedTo: string | null
  results: Result[]
}
interface Run {
  id: string
  isActive: boolean
  configurationIds: string[]
  held: RunCase[]
}

/** What can be done, with numbers that choose among what is there. */
const some = fc.nat(11)
/** Mostly the latest. */
const recent = fc.constantFrom(0, 0, 0, 1, 2)
const outcome = fc.record({
  status: fc.constantFrom('PASSED', 'FAILED', 'FAILED', 'BLOCKED', 'SKIPPED', 'IN_PROGRESS'),
  durationMs: fc.option(fc.nat(10_000)),
})
const said = fc.record({ one: some, outcome })
const whose = fc.constantFrom(...people, null)
const done = fc.oneof(
  { weight: 2, arbitrary: fc.record({ add: fc.array(fc.nat(CASES - 1), { maxLength: CASES }), to: whose }) },
  { weight: 4, arbitrary: fc.record({ execute: said }) },
  { weight: 3, arbitrary: fc.record({ bulk: fc.array(said, { minLength: 1, maxLength: 6 }) }) },
  { weight: 5, arbitrary: fc.record({ correct: some, which: recent, outcome }) },
  { weight: 2, arbitrary: fc.record({ remove: fc.array(some, { minLength: 1, maxLength: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ removeAll: fc.constantFrom('PASSED', 'FAILED', 'BLOCKED') }) },
  { weight: 2, arbitrary: fc.record({ status: fc.constantFrom('ACTIVE', 'ACTIVE', 'COMPLETED', 'CANCELLED') }) },
  { weight: 2, arbitrary: fc.record({ addConfiguration: fc.nat(CONFIGURATIONS - 1) }) },
  { weight: 2, arbitrary: fc.record({ removeConfiguration: fc.nat(CONFIGURATIONS - 1) }) },
  { weight: 2, arbitrary: fc.record({ assign: fc.array(some, { minLength: 1, maxLength: 4 }), to: whose }) },
  { weight: 1, arbitrary: fc.record({ divide: fc.constant(people) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      copy: fc.option(fc.subarray(['FAILED', 'BLOCKED', 'NOT_STARTED'], { minLength: 1 })),
      keep: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ deleteCase: fc.nat(CASES - 1) }) },
)
type Said = { one: number; outcome: { status: Shown; durationMs: number | null } }
interface Done {
  add?: number[]
  to?: string | null
  execute?: Said
  bulk?: Said[]
  correct?: number
  which?: number
  outcome?: Said['outcome']
  remove?: number[]
  removeAll?: Shown
  status?: string
  addConfiguration?: number
  removeConfiguration?: number
  assign?: number[]
  divide?: readonly string[]
  copy?: string[] | null
  keep?: boolean
  deleteCase?: number
}

const shownOf = ({ results }: RunCase): Shown => results.at(-1)?.status ?? 'NOT_STARTED'
const isOpen = (one: RunCase) => ['NOT_STARTED', 'IN_PROGRESS'].includes(shownOf(one))
const placeOf = ({ caseId, configurationId }: Pick<RunCase, 'caseId' | 'configurationId'>) =>
  `${caseId} ${configurationId}`

test('whatever is done to runs, all that is kept of them is that of a plain model', { timeout: 600_000 }, async () => {
  const follows = async (initial: number[], steps: [number, Done][]) => {
    const cases: { id: string }[] = []
    for (let i = 0; i < CASES; i++) cases.push(await make.case(project))
    const idOf = (i: number) => cases[i]?.id as string
    const deleted = new Set<string>()
    const first = await make.run(
      project,
      initial.map((i) => cases[i] as { id: string }),
    )
    const newCase = (caseId: string, configurationId: string | null, assignedTo: string | null = null): RunCase => ({
      caseId,
      configurationId,
      assignedTo,
      results: [],
    })
    const runs: Run[] = [
      { id: first.id, isActive: true, configurationIds: [], held: initial.map((i) => newCase(idOf(i), null)) },
    ]

    for (const [which, step] of steps) {
      const run = runs[which % runs.length] as Run
      await doBoth(run, step)
      await expectSame(run)
      await expectKeptOfCases()
    }
    for (const one of runs) await expectSame(one)

    async function doBoth(run: Run, step: Done) {
      const path = `/api/test-runs/${run.id}`
      const { testCases } = (await admin.get(path)).body
      const ids = new Map<string, string>(
        testCases.map((one: { id: string; repositoryCaseId: string; configurationId: string | null }) => [
          placeOf({ caseId: one.repositoryCaseId, configurationId: one.configurationId }),
          one.id,
        ]),
      )
      /** One of the run cases, or one past them: then an id of nothing. */
      const chosen = (n: number) => run.held[n % (run.held.length + 1)]
      const idAt = (n: number) => {
        const one = chosen(n)
        return one ? ids.get(placeOf(one)) : noId
      }
      const isGone = ({ caseId }: RunCase) => deleted.has(caseId)
      const put = (caseIds: string[], assignedTo: string | null = null) => {
        const places = caseIds.flatMap((id) =>
          (run.configurationIds.length ? run.configurationIds : [null]).map((at) => newCase(id, at, assignedTo)),
        )
        const before = run.held.length
        for (const one of places) if (!run.held.some((other) => placeOf(other) === placeOf(one))) run.held.push(one)
        return run.held.length - before
      }
      const keep = (one: RunCase | undefined, { id, createdAt }: Result, said: Said['outcome']) =>
        one?.results.push({ id, createdAt, ...said, isCorrected: false })

      if (step.add) {
        const body = { testCases: step.add.map((i) => ({ repositoryCaseId: idOf(i) })), assignedTo: step.to }
        const answer = await admin.post(`${path}/cases`, body)
        const wanted = step.add.some((i) => deleted.has(idOf(i))) ? 422 : run.isActive ? 200 : 409
        expect(answer.status).toBe(wanted)
        if (wanted === 200) expect(answer.body.added).toBe(put(step.add.map(idOf), step.to))
      }
      if (step.execute) {
        const one = chosen(step.execute.one)
        const answer = await admin.post(`${path}/cases/${idAt(step.execute.one)}/execute`, step.execute.outcome)
        const wanted = !one ? 404 : !run.isActive || isGone(one) ? 409 : 201
        expect(answer.status).toBe(wanted)
        if (wanted === 201) keep(one, answer.body, step.execute.outcome)
      }
      if (step.bulk) {
        const results = step.bulk.map(({ one, outcome }) => ({ caseId: idAt(one), ...outcome }))
        const answer = await admin.post(`${path}/results`, { results })
        const named = step.bulk.map(({ one }) => chosen(one))
        const wanted = named.includes(undefined)
          ? 422
          : !run.isActive || named.some((one) => one && isGone(one))
            ? 409
            : 201
        expect(answer.status).toBe(wanted)
        if (wanted === 201)
          for (const [i, { outcome }] of step.bulk.entries()) keep(named[i], answer.body.data[i], outcome)
      }
      if (step.correct !== undefined && step.outcome) {
        const one = chosen(step.correct)
        const old = one?.results.at(-1 - (step.which ?? 0))
        if (one && old) {
          const answer = await admin.post(`/api/results/${old.id}/correct`, step.outcome)
          const wanted = !run.isActive || isGone(one) || old !== one.results.at(-1) ? 409 : 201
          expect(answer.status).toBe(wanted)
          if (wanted === 201) {
            old.isCorrected = true
            keep(one, answer.body, step.outcome)
          }
        }
      }
      if (step.remove) {
        const answer = await admin.post(`${path}/cases/remove`, { ids: step.remove.map(idAt) })
        const named = step.remove.map(chosen)
        const wanted = named.includes(undefined) ? 422 : run.isActive ? 200 : 409
        expect(answer.status).toBe(wanted)
        if (wanted === 200) run.held = run.held.filter((one) => !named.includes(one))
      }
      if (step.removeAll) {
        const answer = await admin.post(`${path}/cases/remove`, { filter: { status: [step.removeAll] } })
        expect(answer.status).toBe(run.isActive ? 200 : 409)
        if (run.isActive) run.held = run.held.filter((one) => shownOf(one) !== step.removeAll)
      }
      if (step.status) {
        expect((await admin.put(path, { status: step.status })).status).toBe(200)
        run.isActive = step.status === 'ACTIVE'
      }
      if (step.addConfiguration !== undefined) {
        const configurationId = configurations[step.addConfiguration] as string
        const answer = await admin.post(`${path}/configurations`, { configurationId })
        expect(answer.status).toBe(run.isActive ? 200 : 409)
        if (run.isActive) {
          const isFirst = !run.configurationIds.length
          if (isFirst) for (const one of run.held) one.configurationId = configurationId
          if (!run.configurationIds.includes(configurationId)) run.configurationIds.push(configurationId)
          const before = run.held.length
          for (const caseId of new Set(run.held.filter((one) => !isGone(one)).map((one) => one.caseId)))
            if (!run.held.some((one) => placeOf(one) === placeOf({ caseId, configurationId })))
              run.held.push(newCase(caseId, configurationId))
          expect(answer.body.added).toBe(run.held.length - before)
        }
      }
      if (step.removeConfiguration !== undefined) {
        const configurationId = configurations[step.removeConfiguration] as string
        const answer = await admin.delete(`${path}/configurations/${configurationId}`)
        const wanted = !run.configurationIds.includes(configurationId) ? 404 : run.isActive ? 204 : 409
        expect(answer.status).toBe(wanted)
        if (wanted === 204) {
          const isOnly = run.configurationIds.length === 1
          if (isOnly) for (const one of run.held) one.configurationId = null
          else run.held = run.held.filter((one) => one.configurationId !== configurationId)
          run.configurationIds = run.configurationIds.filter((id) => id !== configurationId)
        }
      }
      if (step.assign) {
        const answer = await admin.post(`${path}/cases/assign`, { ids: step.assign.map(idAt), assignedTo: step.to })
        const named = step.assign.map(chosen)
        const wanted = named.includes(undefined) ? 422 : run.isActive ? 200 : 409
        expect(answer.status).toBe(wanted)
        if (wanted === 200) for (const one of named) if (one) one.assignedTo = step.to ?? null
      }
      if (step.divide) {
        const answer = await admin.post(`${path}/cases/assign-evenly`, { userIds: step.divide })
        expect(answer.status).toBe(run.isActive ? 200 : 409)
        if (run.isActive) {
          const open = run.held.filter((one) => isOpen(one) && !isGone(one))
          const counts = answer.body.shares.map(({ count }: { count: number }) => count)
          expect(answer.body.assigned).toBe(open.length)
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
          // Who has got which is the server's choice: it must be what it says.
          const now = new Map<string, string>(
            (await admin.get(path)).body.testCases.map(
              (one: { repositoryCaseId: string; configurationId: string | null; assignedTo: string }) => [
                placeOf({ caseId: one.repositoryCaseId, configurationId: one.configurationId }),
                one.assignedTo,
              ],
            ),
          )
          for (const one of open) one.assignedTo = now.get(placeOf(one)) ?? null
          expect(step.divide.map((id) => open.filter((one) => one.assignedTo === id).length)).toEqual(counts)
        }
      }
      if (step.copy !== undefined) {
        const assignments = step.keep ? 'keep' : 'drop'
        const answer = await admin.post(`${path}/copy`, {
          name: 'Copy',
          assignments,
          ...(step.copy && { only: step.copy }),
        })
        expect(answer.status).toBe(201)
        const wanted = run.held.filter((one) => !step.copy || step.copy.includes(shownOf(one)))
        const held = wanted
          .filter((one) => !isGone(one))
          .map((one) => newCase(one.caseId, one.configurationId, step.keep ? one.assignedTo : null))
        expect(answer.body.leftOut).toBe(wanted.length - held.length)
        runs.push({ id: answer.body.id, isActive: true, configurationIds: [...run.configurationIds], held })
      }
      if (step.deleteCase !== undefined && !deleted.has(idOf(step.deleteCase))) {
        expect((await admin.delete(`/api/repository-cases/${idOf(step.deleteCase)}`)).status).toBe(204)
        deleted.add(idOf(step.deleteCase))
      }
    }

    async function expectSame({ id, held, configurationIds, isActive }: Run) {
      const [run, elapsed, [kept], [summed], [events]] = await Promise.all([
        admin.get(`/api/test-runs/${id}`),
        admin.get(`/api/test-runs/${id}/elapsed`),
        sql`select count(*)::int as n from results where run_id = ${id}`,
        sql`select coalesce(sum(passed), 0)::int as passed, coalesce(sum(failed), 0)::int as failed, coalesce(sum(blocked), 0)::int as blocked,
                   coalesce(sum(skipped), 0)::int as skipped, coalesce(sum(timed), 0)::int as timed, coalesce(sum(duration_ms), 0)::int as ms,
                   count(*) filter (where passed + failed + blocked + skipped = 0)::int as empty
              from daily_results where run_id = ${id}`,
        sql`select count(*)::int as n from results r join results o on o.id = r.corrects_id
             where r.run_id = ${id} and o.corrected_by_id = r.id and o.run_case_id = r.run_case_id`,
      ])
      const { testCases, testCasesTotal, counts, status } = run.body
      expect([status === 'ACTIVE', run.body.configurationIds]).toEqual([isActive, configurationIds])
      const inOrder = (rows: unknown[][]) => rows.map((row) => row.join(' ')).sort()
      expect(
        inOrder(
          testCases.map((one: Record<string, string>) => [
            one.repositoryCaseId,
            one.configurationId,
            one.status,
            one.assignedTo,
          ]),
        ),
      ).toEqual(inOrder(held.map((one) => [one.caseId, one.configurationId, shownOf(one), one.assignedTo])))
      expect(testCasesTotal).toBe(held.length)
      for (const [shown, count] of Object.entries(SHOWN))
        expect(counts[count]).toBe(held.filter((one) => shownOf(one) === shown).length)

      const all = held.flatMap(({ results }) => results)
      expect([kept?.n, events?.n]).toEqual([all.length, all.filter((one) => one.isCorrected).length])
      const counted = all.filter((one) => one.status !== 'IN_PROGRESS' && !one.isCorrected)
      const number = (status: Shown) => counted.filter((one) => one.status === status).length
      const timed = counted.flatMap(({ durationMs }) => durationMs ?? [])
      const ms = timed.reduce((sum, one) => sum + one, 0)
      expect(summed).toEqual({
        passed: number('PASSED'),
        failed: number('FAILED'),
        blocked: number('BLOCKED'),
        skipped: number('SKIPPED'),
        timed: timed.length,
        ms,
        empty: 0,
      })
      const times = all.map(({ createdAt }) => createdAt).sort()
      expect(elapsed.body).toMatchObject({
        durationMs: ms,
        timedResults: timed.length,
        firstResultAt: times[0] ?? null,
        lastResultAt: times.at(-1) ?? null,
      })
    }

    async function expectKeptOfCases() {
      const failures =
        await sql`select case_id, failed from case_failures where case_id in ${sql(cases.map(({ id }) => id))} and failed <> 0`
      const all = runs.flatMap(({ held }) => held)
      const wanted = cases.flatMap(({ id }) => {
        const results = all.filter((one) => one.caseId === id).flatMap((one) => one.results)
        const failed = results.filter((one) => one.status === 'FAILED' && !one.isCorrected).length
        return failed ? [`${id} ${failed}`] : []
      })
      const durations = await sql`
        select case_id, times, duration_ms::int as ms, squares from case_durations
         where case_id in ${sql(cases.map(({ id }) => id))} and (times <> 0 or duration_ms <> 0 or squares <> 0)`
      const timed = cases.flatMap(({ id }) => {
        const took = all
          .filter((one) => one.caseId === id)
          .flatMap((one) => one.results)
          .filter((one) => !one.isCorrected && ['PASSED', 'FAILED', 'BLOCKED'].includes(one.status))
          .flatMap(({ durationMs }) => durationMs || [])
        const sumOf = (of: (ms: number) => number) => took.reduce((sum, ms) => sum + of(ms), 0)
        return took.length ? [`${id} ${took.length} ${sumOf((ms) => ms)} ${sumOf((ms) => ms * ms)}`] : []
      })
      expect(durations.map((one) => `${one.case_id} ${one.times} ${one.ms} ${one.squares}`).sort()).toEqual(
        timed.sort(),
      )
      expect(failures.map((one) => `${one.case_id} ${one.failed}`).sort()).toEqual(wanted.sort())
    }
  }

  const anything = fc.array(fc.tuple(fc.nat(2), done), { minLength: 5, maxLength: 25, size: 'max' })
  await fc.assert(fc.asyncProperty(fc.uniqueArray(fc.nat(CASES - 1), { minLength: 1 }), anything, follows as never), {
    numRuns: 30,
  })
})
