import { expect, test } from 'vitest'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make } = await startServer()
const path = '/api/test-runs'

test('the matrix shows each case once, with its status under each configuration, in pages', async () => {
  const project = await make.project()
  const made = [
    await make.configuration(project, { name: 'Firefox' }),
    await make.configuration(project, { name: 'Chrome' }),
  ]
  const [firefox, chrome] = made.map(({ id }) => id)
  const cases = []
  for (const title of ['One', 'Two', 'Three']) cases.push(await make.case(project, { title }))
  const run = await make.run(project, cases, { configurationIds: [firefox, chrome] })
  const [, oneOnChrome, twoOnFirefox] = run.testCases
  await admin.post(`${path}/${run.id}/cases/${oneOnChrome.id}/execute`, { status: 'FAILED' })
  await admin.post(`${path}/${run.id}/cases/remove`, { ids: [twoOnFirefox.id] })
  await admin.delete(`/api/configurations/${chrome}`)
  const matrix = async (query = '', one = run) => (await admin.get(`${path}/${one.id}/matrix?${query}`)).body
  const all = await matrix()
  expect(all).toMatchObject({
    configurations: [
      { id: firefox, name: 'Firefox' },
      { id: chrome, name: 'Chrome' },
    ],
    data: [
      {
        repositoryCaseId: cases[0].id,
        number: cases[0].number,
        title: 'One',
        folderId: cases[0].folderId,
        caseDeleted: false,
        cells: [
          { configurationId: firefox, status: 'NOT_STARTED', executedAt: null, assignedTo: null },
          {
            configurationId: chrome,
            status: 'FAILED',
            runCaseId: oneOnChrome.id,
            executedAt: expect.stringMatching(/Z$/),
          },
        ],
      },
      { title: 'Two', cells: [{ configurationId: chrome, runCaseId: run.testCases[3].id }] },
      { title: 'Three', cells: [{}, {}] },
    ],
    pagination: { total: 3 },
  })
  const seen = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { data, pagination } = await matrix(`limit=1${cursor && `&cursor=${cursor}`}`)
    seen.push(...data)
    cursor = pagination.nextCursor
  }
  expect(seen).toEqual(all.data)
  const found = async (query: string) => (await matrix(query)).data.map(({ title }: { title: string }) => title)
  expect(await found('status=FAILED')).toEqual(['One'])
  expect(await found('status=NOT_STARTED&search=t')).toEqual(['Two', 'Three'])
  expect(await found(`folderId=${noId}`)).toEqual([])
  const plain = await make.run(project, cases.slice(0, 1))
  expect(await matrix('', plain)).toMatchObject({ configurations: [], data: [{ cells: [{ configurationId: null }] }] })
})
