import fc from 'fast-check'
import { command, deleted, nth, which } from './command.ts'
import { dependsOn, isLinked, isLiving, type Link, living, type Model, resultsOf, type Touched } from './model.ts'

/** Whether a link would stand beside one between the same two, or close a circle of dependencies. */
const isInTheWay = (model: Model, { type, a, b }: Pick<Link, 'type' | 'a' | 'b'>) =>
  isLinked(model, type, a, b) || (type === 'DEPENDS_ON' && dependsOn(living(model.links), b, a))

export const linkCommands = [
  command('link two cases', {
    of: { type: fc.constantFrom('DEPENDS_ON', 'DEPENDS_ON', 'SAME_TEST_DIFFERENT_SOURCE'), a: which, b: which },
    async does({ type, a: n, b: m }, model, ask) {
      const [a, b] = [nth(model.cases, n), nth(model.cases, m)]
      const wanted = !isLiving(a) ? 404 : !isLiving(b) || a === b ? 422 : isInTheWay(model, { type, a, b }) ? 409 : 201
      const data = { type, caseA: { connect: { id: a.id } }, caseB: { connect: { id: b.id } } }
      const made = await ask('POST', 'model/RepositoryCaseLink/create', { data }, wanted)
      if (wanted === 201) model.links.push({ id: made.data.id, type, a, b })
    },
  }),

  command('remove a link, or bring it back', {
    of: { link: which, isDeleted: fc.boolean() },
    needs: ({ links }) => links.length,
    async does({ link: n, isDeleted }, model, ask) {
      const link = nth(model.links, n)
      const comesBack = !isDeleted && !isLiving(link)
      const isRefused = comesBack && (!isLiving(link.a) || !isLiving(link.b) || isInTheWay(model, link))
      const given = { where: { id: link.id }, data: { isDeleted } }
      await ask('PUT', 'model/RepositoryCaseLink/update', given, isRefused ? 409 : 200)
      if (!isRefused) link.deletion = isDeleted ? 'byHand' : undefined
    },
  }),

  command('say what an issue touches, or no more', {
    of: { issue: which, what: which, touches: fc.boolean() },
    async does({ issue: n, what, touches }, model, ask) {
      const issue = nth(model.issues, n)
      const [entityId, touched] = nth(subjectsOf(model), what)
      const has = issue.touches.has(entityId)
      const wanted = !isLiving(touched.in) || !isLiving(issue) ? 404 : touches ? 200 : has ? 204 : 404
      const given = { entityType: touched.entityType, entityId }
      await ask('POST', `issues/${issue.id}/${touches ? 'link' : 'unlink'}`, given, wanted)
      if (wanted === 200) issue.touches.set(entityId, touched)
      if (wanted === 204) issue.touches.delete(entityId)
    },
  }),

  command('delete an issue', {
    of: { issue: which },
    async does({ issue: n }, model, ask, real) {
      const issue = nth(model.issues, n)
      await ask('DELETE', `issues/${issue.id}`, undefined, isLiving(issue) ? 204 : 404)
      if (isLiving(issue)) await deleted(model, real, { kind: 'issue', what: issue }, [issue])
    },
  }),
]

/** What an issue can touch, by its id: the latest results before cases and runs. */
const subjectsOf = (model: Model): [string, Touched][] => [
  ...resultsOf(model)
    .slice(-3)
    .map(({ run, result }): [string, Touched] => [result.id, { entityType: 'testRunResult', in: run, result }]),
  ...model.cases.map((one): [string, Touched] => [one.id, { entityType: 'testCase', in: one }]),
  ...model.runs.map((run): [string, Touched] => [run.id, { entityType: 'testRun', in: run }]),
]
