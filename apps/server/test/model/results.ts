import fc from 'fast-check'
import { command, nth, several, which } from './command.ts'
import { isLiving, type Model, type Run, type RunCase, resultsOf } from './model.ts'

const status = fc.constantFrom('PASSED', 'FAILED', 'FAILED', 'BLOCKED', 'SKIPPED', 'IN_PROGRESS')
const verdicts = fc.tuple(fc.constantFrom('PASSED', 'FAILED', 'BLOCKED'), fc.constantFrom('PASSED', 'SKIPPED'))
const holdsSome = ({ runs }: Model) => runs.some(({ held }) => held.length)
const takesNone = (run: Run, one: RunCase) => run.status !== 'ACTIVE' || !isLiving(one.case)

export const resultCommands = [
  command('record a result by its case', {
    of: { run: which, case: which, status },
    async does({ run: n, case: k, status }, { runs, cases }, ask) {
      const [run, testCase] = [nth(runs, n), nth(cases, k)]
      const [one, ...others] = run.held.filter((held) => held.case === testCase)
      const wanted = !isLiving(run) || !one ? 404 : takesNone(run, one) || others.length ? 409 : 201
      const made = await ask('POST', `test-runs/${run.id}/cases/${testCase.id}/execute`, { status }, wanted)
      if (wanted === 201) one?.results.push({ id: made.id, status, isCorrected: false })
    },
  }),

  command('record what came of the steps of a case', {
    of: { run: which, case: which, stepsOf: fc.option(which), verdicts },
    needs: holdsSome,
    async does({ run: n, case: k, stepsOf, verdicts }, { runs, cases }, ask) {
      const run = nth(runs, n)
      if (!run.held.length) return
      const one = nth(run.held, k)
      const { stepIds } = stepsOf === null ? one.case : nth(cases, stepsOf)
      const stepResults = stepIds.map((stepId, i) => ({ stepId, status: verdicts[i] }))
      const isOfAnother = stepIds !== one.case.stepIds
      const wanted = !isLiving(run) ? 404 : isOfAnother ? 422 : takesNone(run, one) ? 409 : 201
      const made = await ask('POST', `test-runs/${run.id}/cases/${one.id}/execute`, { stepResults }, wanted)
      if (wanted === 201) one.results.push({ id: made.id, status: verdicts[0], isCorrected: false })
    },
  }),

  command('record many results', {
    of: { run: which, cases: several, status },
    needs: holdsSome,
    async does({ run: n, cases: ns, status }, { runs }, ask) {
      const run = nth(runs, n)
      if (!run.held.length) return
      const chosen = ns.map((k) => nth(run.held, k))
      const results = chosen.map(({ id }) => ({ caseId: id, status }))
      const wanted = !isLiving(run) ? 404 : chosen.some((one) => takesNone(run, one)) ? 409 : 201
      const made = await ask('POST', `test-runs/${run.id}/results`, { results }, wanted)
      if (wanted !== 201) return
      for (const [i, one] of chosen.entries()) one.results.push({ id: made.data[i].id, status, isCorrected: false })
    },
  }),

  command('correct a result', {
    of: { result: which, status },
    needs: (model) => resultsOf(model).length,
    async does({ result: n, status }, model, ask) {
      const { run, at, result } = nth(resultsOf(model).toReversed(), n)
      const isLatest = result === at.results.at(-1)
      const wanted = !isLiving(run) ? 404 : takesNone(run, at) || !isLatest ? 409 : 201
      const made = await ask('POST', `results/${result.id}/correct`, { status }, wanted)
      if (wanted !== 201) return
      result.isCorrected = true
      at.results.push({ id: made.id, status, isCorrected: false })
    },
  }),
]
