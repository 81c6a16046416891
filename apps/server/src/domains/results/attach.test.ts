import { expect, test } from 'vitest'
import { type Client, startServer } from '../../../test/server.ts'
import { fetchFile, png, upload } from '../../../test/upload.ts'

const { admin, make, platform } = await startServer({ DATABASE_POOL: '2' })
const { sql } = platform.database
const project = await make.project()
const tester = await make.member(project, 'Tester')
const one = await make.case(project, { steps: [{ action: 'Look' }] })
type Ids = { id: string }

const execute = (run: Ids, attachments: object[], who: Client = tester.client, more = {}) =>
  who.post(`/api/test-runs/${run.id}/cases/${one.id}/execute`, { status: 'FAILED', attachments, ...more })
const executeMany = (run: Ids, ...attachments: object[][]) =>
  tester.client.post(`/api/test-runs/${run.id}/results`, {
    results: attachments.map((each) => ({ caseId: one.id, status: 'FAILED', attachments: each })),
  })
const file = async (name: string, content: string | Buffer = name) => ({
  name,
  fileKey: await upload(tester.client, content),
})
const link = { name: 'Build', url: 'https://example.com/build' }
const issuesOf = ({ status, body }: { status: number; body: { error: { issues: { field: string }[] } } }) => [
  status,
  ...body.error.issues.map(({ field }) => field),
]
const history = async (run: Ids) =>
  (await tester.client.get(`/api/test-runs/${run.id}/cases/${one.id}/results`)).body.data
const isTaken = async ({ fileKey }: { fileKey: string }) =>
  (await sql`select attached_at is not null as taken from files where key = ${fileKey}`)[0]?.taken

test('a result shows files and links, in the order in which they were given', async () => {
  const run = await make.run(project, [one])
  const { status, body } = await execute(run, [await file('trace.txt', 'boom'), link, await file('shot.png', png)])
  expect(status, JSON.stringify(body)).toBe(201)
  const [trace, , shot] = body.attachments
  expect(body.attachments).toEqual([
    {
      id: trace.id,
      name: 'trace.txt',
      url: `/api/attachments/${trace.id}`,
      size: 4,
      contentType: 'text/plain',
      thumbnailUrl: null,
    },
    { ...link, id: body.attachments[1].id, size: null, contentType: null, thumbnailUrl: null },
    {
      id: shot.id,
      name: 'shot.png',
      url: `/api/attachments/${shot.id}`,
      size: png.length,
      contentType: 'text/plain',
      thumbnailUrl: `/api/attachments/${shot.id}/thumbnail`,
    },
  ])
  expect(await history(run)).toEqual([body])
  expect((await admin.get(`/api/repository-cases/${one.id}/results`)).body.data[0].attachments).toEqual(
    body.attachments,
  )
  expect((await fetchFile(admin, trace.url)).body).toBe('boom')
})

test('so do many at once, all or nothing', async () => {
  const run = await make.run(project, [one])
  const [a, b, c] = [await file('a'), await file('b'), await file('c')]
  const twice = await executeMany(run, [a], [link, b], [c, a])
  expect(issuesOf(twice)).toEqual([422, 'results.2.attachments.1.fileKey'])
  expect([await isTaken(a), await isTaken(b), await history(run)]).toEqual([false, false, []])
  const { status, body } = await executeMany(run, [a], [link, b], [c])
  expect(status).toBe(201)
  expect(
    body.data.map(({ attachments }: { attachments: Ids[] }) =>
      attachments.map((each) => (each as never as { name: string }).name),
    ),
  ).toEqual([['a'], ['Build', 'b'], ['c']])
  expect((await history(run)).toReversed()).toEqual(body.data)
})

test('a file that one cannot take is named, and takes no result with it', async () => {
  const run = await make.run(project, [one])
  const [mine, used] = [await file('mine'), await file('used')]
  await execute(run, [used])
  const wrong = [link, used, { name: 'x', fileKey: 'attachments/../x' }, mine, mine]
  expect(issuesOf(await execute(run, wrong))).toEqual([
    422,
    'attachments.1.fileKey',
    'attachments.2.fileKey',
    'attachments.4.fileKey',
  ])
  expect(issuesOf(await execute(run, [mine], admin))).toEqual([422, 'attachments.0.fileKey'])
  expect(await history(run)).toHaveLength(1)
  expect((await admin.get(`/api/test-runs/${run.id}`)).body.counts.failed).toBe(1)
  expect(await isTaken(mine)).toBe(false)
})

test('what a run that is over refuses takes no file', async () => {
  const run = await make.run(project, [one])
  const mine = await file('mine')
  await admin.put(`/api/test-runs/${run.id}`, { status: 'COMPLETED' })
  expect((await execute(run, [mine])).status).toBe(409)
  expect(await isTaken(mine)).toBe(false)
})

test('of results that name the same file at once, one has it', async () => {
  const runs = await Promise.all([1, 2, 3, 4].map(() => make.run(project, [one])))
  const mine = await file('mine')
  const answers = await Promise.all(runs.map((run) => execute(run, [mine])))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422])
})

test('two statements record a result, with attachments or without', async () => {
  const run = await make.run(project, [one])
  const statementsOf = async (attachments: object[]) => {
    const sent: string[] = []
    sql.options.debug = (_connection, query) => void sent.push(query)
    expect((await execute(run, attachments)).status).toBe(201)
    sql.options.debug = false
    return sent.filter((query) => !/^(begin|commit)|from logins/.test(query.trim()))
  }
  // The second time nothing is done that is done once in a process.
  for (let i = 0; i < 2; i++) await statementsOf([])
  for (const attachments of [[], [link], [await file('a'), link, await file('b')]])
    expect(await statementsOf(attachments)).toHaveLength(2)
})
