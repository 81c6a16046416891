import type { Counts } from '@testplanit/api/domains/runs/schemas'
import {
  type Folder,
  type Issue,
  isLiving,
  isWithin,
  living,
  type Milestone,
  type Model,
  type Run,
  type RunCase,
  resultsOf,
  shownStatus,
} from './model.ts'
import type { Picture } from './picture.ts'

/** What the server should show of a model: everything is counted anew, the slow and simple way. */
export const expectedOf = (model: Model): Picture => ({
  folders: byName(living(model.folders), (folder) => ({
    parent: folder.parent?.name ?? null,
    caseCount: living(model.cases).filter((one) => isWithin<Folder>(one.folder, folder)).length,
  })),
  cases: byName(living(model.cases), ({ folder }) => folder.name),
  runs: byName(living(model.runs), (run) => ({
    status: run.status,
    milestone: run.milestone?.name ?? null,
    counts: countsOf([run]),
    cases: run.held.map((one) => `${placeOf(one)}: ${shownStatus(one)}`).sort(),
  })),
  milestones: byName(living(model.milestones), (milestone) => milestoneOf(model, milestone)),
  links: living(model.links)
    .map(({ type, a, b }) => `${a.name} ${type} ${b.name}`)
    .sort(),
  issues: byName(living(model.issues), (issue) => issueOf(model, issue)),
  trash: model.deletions
    .filter(({ isRestored }) => !isRestored)
    .map(({ kind, what }) => `${kind} ${what.name}`)
    .toReversed(),
  results: resultsOf(model).length,
  wronglyKept: [],
})

const byName = <T extends { name: string }, S>(things: T[], show: (thing: T) => S): Record<string, S> =>
  Object.fromEntries(things.map((thing) => [thing.name, show(thing)]))

const placeOf = ({ case: { name }, configurationId }: RunCase) => `${name} ${configurationId}`

function countsOf(runs: Run[]): Counts {
  const count = (status: string) => runs.flatMap(({ held }) => held).filter((one) => shownStatus(one) === status).length
  return {
    notStarted: count('NOT_STARTED'),
    inProgress: count('IN_PROGRESS'),
    passed: count('PASSED'),
    failed: count('FAILED'),
    blocked: count('BLOCKED'),
    skipped: count('SKIPPED'),
  }
}

function milestoneOf(model: Model, milestone: Milestone): Picture['milestones'][string] {
  const within = living(model.milestones).filter((one) => isWithin<Milestone>(one, milestone))
  const runs = living(model.runs).filter(({ milestone: at }) => at && within.includes(at))
  const active = runs.filter(({ status }) => status === 'ACTIVE')
  const counts = countsOf(runs.filter(({ status }) => status !== 'CANCELLED'))
  const { notStarted, inProgress } = countsOf(active)
  const total = Object.values(counts).reduce((sum, one) => sum + one, 0)
  return {
    parent: milestone.parent?.name ?? null,
    isCompleted: milestone.isCompleted,
    counts,
    progress: [total - counts.notStarted - counts.inProgress, total],
    open: {
      runs: active.length,
      cases: notStarted + inProgress,
      milestones: within.filter((one) => one !== milestone && !one.isCompleted).length,
    },
  }
}

function issueOf({ runs }: Model, { touches }: Issue) {
  const shown = [...touches].filter(([, touched]) => isLiving(touched.in))
  const failed = shown.filter(([, { result }]) => result?.status === 'FAILED' && !result.isCorrected)
  const failuresOf = (run: Run) => failed.filter(([, touched]) => touched.in === run).length
  return {
    touches: shown.map(([id, { entityType }]) => `${entityType} ${id}`).sort(),
    failedIn: runs.flatMap((run) => (failuresOf(run) ? [`${run.name}: ${failuresOf(run)}`] : [])).sort(),
  }
}
