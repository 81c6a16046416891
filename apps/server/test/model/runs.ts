import fc from 'fast-check'
import { areFew, command, deleted, nameFor, nth, several, some, which } from './command.ts'
import { type Case, isLiving, living, type Model, type Run, shownStatus } from './model.ts'

interface Answered {
  id: string
  repositoryCaseId: string
  configurationId: string | null
}

const holdsSome = ({ runs }: Model) => living(runs).some(({ held }) => held.length)

export const runCommands = [
  command('create a run', {
    of: { cases: several, configurations: fc.nat(2), milestone: fc.option(which) },
    needs: ({ runs }) => areFew(runs, 3),
    async does({ cases: ns, configurations: few, milestone: at }, model, ask, { projectId, configurationIds: all }) {
      const [cases, configurationIds] = [some(model.cases, ns), all.slice(0, few)]
      const milestone = at === null ? null : nth(model.milestones, at)
      const name = nameFor('Run', model.runs)
      const wanted = cases.every(isLiving) && (!milestone || isLiving(milestone)) ? 201 : 422
      const given = { projectId, name, configurationIds, testCases: named(cases), milestoneId: milestone?.id }
      const made = await ask('POST', 'test-runs', given, wanted)
      if (wanted !== 201) return
      const run: Run = { id: made.id, name, status: 'ACTIVE', milestone, configurationIds, held: [] }
      model.runs.push(run)
      hold(run, cases, made.testCases)
    },
  }),

  command('add cases to a run', {
    of: { run: which, cases: several },
    async does({ run: n, cases: ns }, model, ask, { server: { admin } }) {
      const [run, cases] = [nth(model.runs, n), some(model.cases, ns)]
      const wanted = !isLiving(run) ? 404 : !cases.every(isLiving) ? 422 : run.status !== 'ACTIVE' ? 409 : 200
      await ask('POST', `test-runs/${run.id}/cases`, { testCases: named(cases) }, wanted)
      if (wanted === 200) hold(run, cases, (await admin.get(`/api/test-runs/${run.id}`)).body.testCases)
    },
  }),

  command('remove run cases', {
    of: { run: which, cases: several },
    needs: holdsSome,
    async does({ run: n, cases: ns }, model, ask) {
      const run = nth(model.runs, n)
      const removed = run.held.length ? some(run.held, ns) : []
      if (!removed.length) return
      const wanted = !isLiving(run) ? 404 : run.status !== 'ACTIVE' ? 409 : 200
      await ask('POST', `test-runs/${run.id}/cases/remove`, { ids: removed.map(({ id }) => id) }, wanted)
      if (wanted !== 200) return
      run.held = run.held.filter((one) => !removed.includes(one))
      const results = removed.flatMap((one) => one.results)
      for (const { touches } of model.issues) for (const { id } of results) touches.delete(id)
    },
  }),

  command('copy a run', {
    of: { run: which, only: fc.option(fc.subarray(['FAILED', 'BLOCKED', 'NOT_STARTED'] as const, { minLength: 1 })) },
    needs: ({ runs }) => areFew(runs, 3),
    async does({ run: n, only }, { runs }, ask) {
      const run = nth(runs, n)
      const name = nameFor('Run', runs)
      const wanted = isLiving(run) ? 201 : 404
      const made = await ask('POST', `test-runs/${run.id}/copy`, { name, ...(only && { only }) }, wanted)
      if (wanted !== 201) return
      const copied = run.held.filter((one) => isLiving(one.case) && (!only || only.includes(shownStatus(one) as never)))
      const copy: Run = { ...run, id: made.id, name, status: 'ACTIVE', held: [] }
      runs.push(copy)
      for (const { case: one, configurationId } of copied) holdOne(copy, one, configurationId, made.testCases)
    },
  }),

  command('complete, cancel or reopen a run', {
    of: { run: which, status: fc.constantFrom('ACTIVE', 'COMPLETED', 'CANCELLED', 'ACTIVE') },
    async does({ run: n, status }, { runs }, ask) {
      const run = nth(runs, n)
      await ask('PUT', `test-runs/${run.id}`, { status }, isLiving(run) ? 200 : 404)
      if (isLiving(run)) run.status = status
    },
  }),

  command('put a run on a milestone, or on none', {
    of: { run: which, milestone: fc.option(which, { freq: 4 }) },
    async does({ run: n, milestone: at }, { runs, milestones }, ask) {
      const run = nth(runs, n)
      const milestone = at === null ? null : nth(milestones, at)
      const wanted = !isLiving(run) ? 404 : milestone && !isLiving(milestone) ? 422 : 200
      await ask('PUT', `test-runs/${run.id}`, { milestoneId: milestone?.id ?? null }, wanted)
      if (wanted === 200) run.milestone = milestone
    },
  }),

  command('delete a run', {
    of: { run: which },
    async does({ run: n }, model, ask, real) {
      const run = nth(model.runs, n)
      await ask('DELETE', `test-runs/${run.id}`, undefined, isLiving(run) ? 204 : 404)
      if (isLiving(run)) await deleted(model, real, { kind: 'run', what: run }, [run])
    },
  }),
]

const named = (cases: Case[]) => cases.map(({ id }) => ({ repositoryCaseId: id }))

/** A run holds each case once for each of its configurations. */
function hold(run: Run, cases: Case[], answered: Answered[]) {
  for (const one of cases)
    for (const configurationId of run.configurationIds.length ? run.configurationIds : [null])
      if (!run.held.some((other) => other.case === one && other.configurationId === configurationId))
        holdOne(run, one, configurationId, answered)
}

function holdOne({ held }: Run, one: Case, configurationId: string | null, answered: Answered[]) {
  const { id = 'held by no run case' } =
    answered.find((row) => row.repositoryCaseId === one.id && row.configurationId === configurationId) ?? {}
  held.push({ id, case: one, configurationId, results: [] })
}
