import { expect, test } from 'vitest'
import { call, isCommand, operations } from './operations.ts'
import { leavesOf, sampleOf } from './samples.ts'
import { startServer } from './server.ts'
import { keepNothing, makeWorld } from './world.ts'

const server = await startServer({ DATABASE_POOL: '2' })
const { admin, platform } = server
// Both connections ask for the types of the database, once.
await Promise.all([1, 2].map(() => platform.database.sql`select pg_sleep(0.1)`))
const world = await makeWorld(server)
keepNothing(server)

let sent: string[] = []
platform.database.sql.options.debug = (_connection, query) => void sent.push(query)

async function statementsOf(work: () => Promise<{ status: number; body: unknown }>): Promise<string[]> {
  // The second time nothing is done that is done once in a process.
  for (let i = 0; i < 2; i++) {
    sent = []
    const { status, body } = await work()
    expect(status, JSON.stringify(body)).toBeLessThan(500)
  }
  return sent
}

const beginningOf = (statement: string) => statement.replace(/\s+/g, ' ').trim().slice(0, 120)

/** Login, project and grant are one statement. */
const LOGIN = 1
const [ROWS, COUNT] = [1, 1]
const [BEGIN, OWN, RECORD, COMMIT] = [1, 3, 1, 1]

/** What needs more than its kind does, and why. */
const more: Record<string, number> = {
  // Locks all administrators, so that the last two cannot go at once; ends the logins.
  'users.update': 1,
  // Who takes what the default gave must hold that too.
  'members.setDefaultAccess': 1,
  // The same: what those have, and come to have, whose row or group changes.
  'members.set': 1,
  'members.remove': 1,
  'members.setGroup': 1,
  // Whether there is such a group, or user, is asked beside the page.
  'groups.listMembers': 1,
  'auth.listUserLogins': 1,
  // Whether somebody with the address has come already; its projects are rows of their own.
  'invitations.create': 1,
  'invitations.resend': 1,
  // A user, their rows in projects, and a login.
  'auth.acceptInvitation': 1,
  // Moves in a tree hold the tree's lock and look for circles; what is still open beneath it is read when it is changed.
  'milestones.update': 2,
  'folders.update': 2,
  // The new milestone is held, so that it is not deleted meanwhile; attachments are read and set, as a comment's.
  'runs.update': 3,
  // Whether cases that are named are approved.
  'runs.create': 1,
  'runs.addCases': 1,
  'comments.update': 2,
  'sessions.update': 1,
  // The links of its cases are held, and read when the cases are.
  'folders.delete': 2,
  'plans.update': 1,
  // Tags are taken; what a custom field takes is known, and written, once it is known which template holds.
  'cases.create': 2,
  'cases.createMany': 2,
  // Its cases are held, in a statement of its own: what it waits for, only the next one sees.
  'cases.copy': 1,
  // The same; and the case is locked before what belongs to it is read.
  'cases.update': 2,
  'cases.updateMany': 2,
  // What they were is kept, and what they are is written into the cases, which are held meanwhile and may be many.
  'sharedSteps.update': 2,
  'sharedSteps.restoreVersion': 3,
  'sharedSteps.delete': 1,
  // The case at which it stands has a version more: it is held, and what it was is kept.
  'attachments.delete': 1,
  // Which template is the default one stands in two rows, under a lock.
  'templates.update': 2,
  // Under that lock it is asked whether cases have it; those that are deleted are locked, and take another.
  'templates.delete': 3,
  // The version is read, and which of what it names is there; the rest is a change of a case.
  'caseVersions.restore': 5,
  // Holds the tree, the links and the cases at their other ends, looks whether the place is still there, joins the links,
  // and counts the cases.
  'trash.restore': 5,
  // Reads the finding before it makes the issue, and links that to the session.
  'issues.fileFinding': 1,
  // Which run cases an id stands for is asked beside the page.
  'results.list': 1,
  // Its columns are asked for beside the page: they are there also where no row is.
  'runs.matrix': 1,
}
/** Seeds and imports do many rows' work: a number that does not grow with the rows, tested where they live. */
const exempt = new Set(['projects.loadSample', 'imports.junit'])

for (const one of operations.filter(({ name }) => !exempt.has(name))) {
  const { name, operation } = one
  const usual = isCommand(one) ? LOGIN + BEGIN + OWN + RECORD + COMMIT : LOGIN + ROWS + COUNT
  const budget = usual + (more[name] ?? 0)
  test(`${name}: at most ${budget} statements, whatever is given`, async () => {
    for (const want of [[], ...leavesOf(one).map(({ path }) => path)]) {
      const statements = await statementsOf(() => call(admin, operation, sampleOf(one, world, want)))
      expect(statements.length, `${want.join('.')}\n${statements.map(beginningOf).join('\n')}`).toBeLessThanOrEqual(
        budget,
      )
    }
  })
}

test('an Idempotency-Key costs one more', async () => {
  const body = { projectId: world.project, name: 'x' }
  const plain = await statementsOf(() => admin.post('/api/milestones', body))
  const keyed = await statementsOf(() =>
    admin.post('/api/milestones', body, { 'idempotency-key': crypto.randomUUID() }),
  )
  expect(keyed.length).toBe(plain.length + 1)
})

test('a bulk command costs the same for one as for many', async () => {
  const execute = operations.find(({ name }) => name === 'results.executeMany')
  if (!execute) return
  const results = (count: number) => Array.from({ length: count }, () => ({ caseId: world.case, status: 'PASSED' }))
  const counts = []
  for (const count of [1, 5])
    counts.push(
      (await statementsOf(() => call(admin, execute.operation, { runId: world.run, results: results(count) }))).length,
    )
  expect(counts[0]).toBe(counts[1])
})
