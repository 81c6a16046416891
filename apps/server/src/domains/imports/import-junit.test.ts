import { describe, expect, test } from 'vitest'
import { failed, importInto, junit, passed, suite } from '../../../test/junit.ts'
import { noId, startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database

const done = async (parts: Record<string, string>, files: Parameters<typeof importInto>[2]) => {
  const { status, body } = await importInto(admin, parts, files)
  expect([status, body.error]).toEqual([200, undefined])
  return body
}
const casesOf = (project: { id: string }) =>
  sql`select c.title, f.name as folder, c.automation_status, c.number from cases c join folders f on f.id = c.folder_id
       where c.project_id = ${project.id} and c.deleted_at is null order by c.number`
const titlesOf = async (project: { id: string }) => (await casesOf(project)).map(({ title }) => title)
const resultsOf = (runId: string) =>
  sql`select r.*, c.title from results r join cases c on c.id = r.case_id where r.run_id = ${runId} order by r.id`

test('suites become folders, tests automated cases with a result each', async () => {
  const project = await make.project()
  const xml = junit(
    suite('api', suite('cart', passed('adds'), failed('removes')), passed('starts')),
    suite('web', passed('opens')),
  )
  const answer = await done({ projectId: project.id, runName: 'Nightly' }, xml)
  expect(answer).toMatchObject({
    imported: 4,
    casesCreated: 4,
    casesMatched: 0,
    passed: 3,
    failed: 1,
    skipped: 0,
    blocked: 0,
  })
  expect(answer).toMatchObject({
    repeated: false,
    warnings: [],
    files: [{ name: 'results.xml', imported: 4, failed: 1 }],
  })
  expect(await casesOf(project)).toMatchObject([
    { title: 'adds', folder: 'cart', automation_status: 'AUTOMATED' },
    { title: 'removes', folder: 'cart' },
    { title: 'starts', folder: 'api' },
    { title: 'opens', folder: 'web' },
  ])
  const { body: run } = await admin.get(`/api/test-runs/${answer.testRunId}`)
  expect(run).toMatchObject({ name: 'Nightly', counts: { passed: 3, failed: 1, notStarted: 0 }, testCasesTotal: 4 })
  const removes = run.testCases.find(({ status }: { status: string }) => status === 'FAILED')
  const { body: history } = await admin.get(`/api/test-runs/${run.id}/cases/${removes.id}/results`)
  expect(history.data).toMatchObject([
    { status: 'FAILED', message: 'boom', details: 'trace', durationMs: 500, flaky: false },
  ])
})

test('a new case has the default template and what it gives; nobody is asked for what it requires', async () => {
  const project = await make.project()
  const [level, owner] = [await make.field(project, 'INTEGER'), await make.field(project, 'TEXT')]
  const template = await make.template(project, {
    isDefault: true,
    fields: [
      { fieldId: level.id, default: 3 },
      { fieldId: owner.id, required: true },
    ],
  })
  await done({ projectId: project.id }, junit(passed('a'), passed('b')))
  const { body } = await admin.get(`/api/repository-cases?projectId=${project.id}&field=${level.id}:3`)
  const expected = { templateId: template.id, customFields: [{ fieldId: level.id, value: 3 }] }
  expect(body.data).toMatchObject([expected, expected])
  expect((await admin.put(`/api/repository-cases/${body.data[0].id}`, body.data[0])).status).toBe(200)
})

test('without a name the run is called by the time of the import', async () => {
  const { testRunId } = await done({ projectId: (await make.project()).id }, junit(passed('a')))
  expect((await admin.get(`/api/test-runs/${testRunId}`)).body.name).toMatch(/^JUnit import \d{4}-\d\d-\d\d \d\d:\d\d$/)
})

test('attempts are kept with the result; what passed after failing is flaky', async () => {
  const project = await make.project()
  const { testRunId } = await done(
    { projectId: project.id },
    junit(suite('s', '<testcase name="a" time="2"><flakyFailure message="first" time="1"/></testcase>')),
  )
  expect(await resultsOf(testRunId)).toMatchObject([
    {
      status: 'PASSED',
      flaky: true,
      attempts: [
        { status: 'FAILED', message: 'first' },
        { status: 'PASSED', durationMs: 2000, message: null },
      ],
    },
  ])
})

test('output, properties and paths of attachments stand in the details; texts are kept as they are', async () => {
  const project = await make.project()
  const awkward = 'C:\\new\\table\tgrüße 😀\n\\.\n\\N'
  const inner = `<properties><property name="owner" value="Ada"/></properties><failure>${awkward}</failure>
    <system-out>[[ATTACHMENT|/ci/shot.png]]</system-out>`
  const { testRunId } = await done(
    { projectId: project.id },
    junit(
      suite(
        's',
        `<testcase name="a\\b">${inner}</testcase>`,
        '<testcase name="quiet"><system-out>x</system-out></testcase>',
      ),
    ),
  )
  const [loud, quiet] = await resultsOf(testRunId)
  expect(loud).toMatchObject({ title: 'a\\b', details: expect.stringContaining(awkward) })
  for (const part of ['Properties:\nowner: Ada', 'Attachments:', '/ci/shot.png', 'Output:'])
    expect(loud?.details).toContain(part)
  expect(quiet).toMatchObject({ status: 'PASSED', details: null, message: null })
})

test('long and odd names are made to fit', async () => {
  const project = await make.project()
  const folder = 'x'.repeat(400)
  await done(
    { projectId: project.id },
    junit(suite(folder, suite(' \n\u001f ', passed('y'.repeat(900)), passed('two\n lines')), passed(' &#9; '))),
  )
  const cases = await casesOf(project)
  expect(cases.map(({ title }) => title)).toEqual([`${'y'.repeat(499)}…`, 'two lines', '(no name)'])
  expect(new Set(cases.map(({ folder }) => folder))).toEqual(new Set([`${'x'.repeat(254)}…`]))
  expect((await admin.get(`/api/repository-cases?projectId=${project.id}`)).body.pagination.total).toBe(3)
})

describe('matching', () => {
  test.each([
    ['another file name and outermost suite', suite('shop', passed('a', 'Cart')), suite('shop 2', passed('a', 'Cart'))],
    ['another suite, the same class', suite('shop', suite('x', passed('a', 'Cart'))), suite('y', passed('a', 'Cart'))],
    ['the path of suites without a class', suite('1', suite('x', passed('a'))), suite('2', suite('x', passed('a')))],
    ['several of the same name', suite('s', passed('a'), passed('a')), suite('s', failed('a'), passed('a'))],
  ])('%s: the same cases', async (_, before, after) => {
    const project = await make.project()
    const first = await done({ projectId: project.id }, junit(before))
    const second = await done({ projectId: project.id }, { 'other.xml': junit(after) })
    expect([second.casesCreated, second.casesMatched]).toEqual([0, first.imported])
  })

  test.each([
    ['another class', passed('a', 'Cart'), passed('a', 'Shelf')],
    ['another name', passed('a', 'Cart'), passed('b', 'Cart')],
    ['an inner suite without a class', suite('s', suite('x', passed('a'))), suite('s', suite('y', passed('a')))],
    ['where class and name meet', passed('b', 'a.b'), passed('b.b', 'a')],
  ])('%s: other cases', async (_, before, after) => {
    const project = await make.project()
    await done({ projectId: project.id }, junit(before))
    expect(await done({ projectId: project.id }, junit(after))).toMatchObject({ casesCreated: 1, casesMatched: 0 })
  })

  test('equals over several files of one upload are told apart by their order', async () => {
    const project = await make.project()
    const { testRunId } = await done(
      { projectId: project.id },
      { 'a.xml': junit(failed('x', 'C')), 'b.xml': junit(passed('x', 'C')) },
    )
    await done({ testRunId }, { 'c.xml': junit(passed('x', 'C')) })
    const results = await resultsOf(testRunId)
    expect(results.map(({ status }) => status)).toEqual(['FAILED', 'PASSED', 'PASSED'])
    expect(results[2]?.case_id).toBe(results[0]?.case_id)
  })

  test('a deleted case is known no more, and projects do not share cases', async () => {
    const [project, other] = [await make.project(), await make.project()]
    const xml = junit(passed('a', 'C'), passed('b', 'C'))
    await done({ projectId: project.id }, xml)
    expect(await done({ projectId: other.id }, xml)).toMatchObject({ casesCreated: 2 })
    const { body } = await admin.get(`/api/repository-cases?projectId=${project.id}`)
    expect((await admin.delete(`/api/repository-cases/${body.data[0].id}`)).status).toBe(204)
    expect(await done({ projectId: project.id }, xml)).toMatchObject({ casesCreated: 1, casesMatched: 1 })
    expect(await titlesOf(project)).toHaveLength(2)
  })

  test('a case that was moved and renamed stays the same', async () => {
    const project = await make.project()
    const folder = await make.folder(project)
    await done({ projectId: project.id }, junit(passed('a', 'C')))
    const { body } = await admin.get(`/api/repository-cases?projectId=${project.id}`)
    await admin.put(`/api/repository-cases/${body.data[0].id}`, { title: 'Better', folderId: folder.id })
    expect(await done({ projectId: project.id }, junit(failed('a', 'C')))).toMatchObject({ casesMatched: 1 })
    expect(await casesOf(project)).toMatchObject([{ title: 'Better', folder: folder.name }])
  })

  test('without createTestCases what is not known is left out, and each is told', async () => {
    const project = await make.project()
    const { testRunId } = await done({ projectId: project.id }, junit(passed('known', 'C')))
    const strangers = Array.from({ length: 150 }, (_, i) => failed(`stranger ${i}`, 'C'))
    const answer = await done({ testRunId, createTestCases: 'false' }, junit(failed('known', 'C'), ...strangers))
    expect(answer).toMatchObject({ imported: 1, failed: 1, casesCreated: 0, casesMatched: 1, files: [{ imported: 1 }] })
    expect(answer.warnings).toHaveLength(101)
    expect(answer.warnings[0].message).toContain('"stranger 0"')
    expect(answer.warnings[100].message).toContain('50 more')
    expect(await titlesOf(project)).toEqual(['known'])
  })
})

describe('folders', () => {
  test('those that are there are taken, beneath the folder that is named', async () => {
    const project = await make.project()
    const base = await make.folder(project)
    const known = await make.folder(project, { parentId: base.id, name: 'cart' })
    await done(
      { projectId: project.id, folderId: base.id },
      junit(suite('cart', suite('deep', passed('a'))), suite('new', passed('b')), passed('bare')),
    )
    const { body } = await admin.get(`/api/folders?projectId=${project.id}`)
    const byName = Object.fromEntries(body.data.map((folder: { name: string }) => [folder.name, folder]))
    expect(byName.cart.id).toBe(known.id)
    expect([byName.deep.parentId, byName.new.parentId]).toEqual([known.id, base.id])
    expect([byName.cart.caseCount, byName.deep.caseCount, byName[base.name].caseCount]).toEqual([1, 1, 3])
  })

  test('matched cases bring none', async () => {
    const project = await make.project()
    await done({ projectId: project.id }, junit(suite('s', passed('a', 'C'))))
    await done({ projectId: project.id }, junit(suite('t', failed('a', 'C'))))
    const { body } = await admin.get(`/api/folders?projectId=${project.id}`)
    expect(body.data.map(({ name }: { name: string }) => name)).not.toContain('t')
  })

  test.each(['of another project', 'of nothing'])('one %s is a 422 on its field', async (which) => {
    const project = await make.project()
    const folderId = which === 'of nothing' ? noId : (await make.folder(await make.project())).id
    const { status, body } = await importInto(admin, { projectId: project.id, folderId }, junit(passed('a')))
    expect([status, body.error.details.field]).toEqual([422, 'folderId'])
  })
})

describe('the run', () => {
  test('cases that stand in it get their result, others are added', async () => {
    const project = await make.project()
    const first = await done({ projectId: project.id }, junit(passed('a', 'C'), passed('b', 'C')))
    const [a] = (await admin.get(`/api/test-runs/${first.testRunId}`)).body.testCases
    const run = await make.run(project, [{ id: a.repositoryCaseId }])
    await done({ testRunId: run.id }, junit(failed('a', 'C'), passed('b', 'C')))
    const { body } = await admin.get(`/api/test-runs/${run.id}`)
    expect(body.counts).toMatchObject({ passed: 1, failed: 1, notStarted: 0 })
    expect(body.testCasesTotal).toBe(2)
  })

  test('with one configuration takes the results for it, with several it is a 409', async () => {
    const project = await make.project()
    const [firefox, chrome] = [await make.configuration(project), await make.configuration(project)]
    const one = await make.run(project, [], { configurationId: firefox.id })
    await done({ testRunId: one.id }, junit(passed('a')))
    const { body } = await admin.get(`/api/test-runs/${one.id}`)
    expect(body.testCases).toMatchObject([{ configurationId: firefox.id, status: 'PASSED' }])
    const several = await make.run(project, [], { configurationIds: [firefox.id, chrome.id] })
    expect((await importInto(admin, { testRunId: several.id }, junit(passed('a')))).status).toBe(409)
  })

  test.each(['COMPLETED', 'CANCELLED'])('%s takes none, whatever was imported before', async (status) => {
    const project = await make.project()
    const { testRunId } = await done({ projectId: project.id }, junit(passed('a')))
    await admin.put(`/api/test-runs/${testRunId}`, { status })
    for (const xml of [junit(passed('a')), junit(passed('b'))])
      expect((await importInto(admin, { testRunId }, xml)).status).toBe(409)
    expect(await titlesOf(project)).toEqual(['a'])
  })

  test('or the project must be named, not both, and must be there', async () => {
    const project = await make.project()
    const run = await make.run(project, [])
    const field = async (parts: Record<string, string>) => {
      const { status, body } = await importInto(admin, parts, junit(passed('a')))
      return [status, body.error.details?.field]
    }
    expect(await field({})).toEqual([422, 'testRunId'])
    expect(await field({ testRunId: run.id, projectId: project.id })).toEqual([422, 'testRunId'])
    expect(await field({ testRunId: noId })).toEqual([404, undefined])
    expect(await field({ projectId: noId })).toEqual([404, undefined])
    expect(await field({ projectId: project.id, runName: ' ' })).toEqual([422, 'runName'])
  })
})

describe('who may', () => {
  test('whoever may write imports; readers may not, strangers see nothing', async () => {
    const project = await make.project()
    const as = async (role: string | null) => {
      const { client } = await make.member(project, role)
      return (await importInto(client, { projectId: project.id }, junit(passed('a')))).status
    }
    expect([await as('Tester'), await as('Viewer'), await as(null)]).toEqual([200, 403, 404])
  })

  test('the audit log has one row with the counts', async () => {
    const project = await make.project()
    const { testRunId } = await done({ projectId: project.id }, junit(passed('a'), failed('b')))
    const rows = await sql`select * from audit_log where project_id = ${project.id} and operation = 'imports.junit'`
    expect(rows).toMatchObject([
      { entity_type: 'run', entity_id: testRunId, changes: { imported: 2, casesCreated: 2 } },
    ])
    const [{ import_id } = {}] = await resultsOf(testRunId)
    expect(rows[0]?.changes.importId).toBe(import_id)
  })
})

describe('again', () => {
  const xml = junit(suite('s', passed('a', 'C'), failed('b', 'C')))

  test('the same bytes into the same run, whatever they are called, add nothing', async () => {
    const project = await make.project()
    const first = await done({ projectId: project.id }, { 'a.xml': xml, 'b.xml': junit(passed('c')) })
    const second = await done({ testRunId: first.testRunId }, { 'x.xml': junit(passed('c')), 'y.xml': xml })
    expect(second).toEqual({ ...first, repeated: true })
    expect(await resultsOf(first.testRunId)).toHaveLength(3)
  })

  test('the same Idempotency-Key makes no second run, and with other files is a 409', async () => {
    const project = await make.project()
    const send = (content: string) =>
      importInto(admin, { projectId: project.id }, content, { 'idempotency-key': `build ${project.id}` })
    const [first, second] = [await send(xml), await send(xml)]
    expect(second).toMatchObject({ status: 200, body: { ...first.body, repeated: true } })
    expect((await send(junit(passed('z')))).status).toBe(409)
    expect(await sql`select id from runs where project_id = ${project.id}`).toHaveLength(1)
  })

  test('20 at once into one run: one imports, the others answer as it did', async () => {
    const project = await make.project()
    const run = await make.run(project, [])
    const answers = await Promise.all(Array.from({ length: 20 }, () => importInto(admin, { testRunId: run.id }, xml)))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(answers.filter(({ body }) => !body.repeated)).toHaveLength(1)
    expect(await resultsOf(run.id)).toHaveLength(2)
    expect(await titlesOf(project)).toHaveLength(2)
  })

  test('12 different ones at once into runs of one project double no case and no folder', async () => {
    const project = await make.project()
    const runs = await Promise.all([1, 2, 3].map(() => make.run(project, [])))
    const variant = (i: number) => junit(suite('s', suite('t', passed('a', 'C'), passed('b', 'C'))), `<!-- ${i} -->`)
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => importInto(admin, { testRunId: runs[i % 3].id }, variant(i))),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200))
    expect(await titlesOf(project)).toEqual(['a', 'b'])
    for (const run of runs) {
      expect(await resultsOf(run.id)).toHaveLength(8)
      expect((await admin.get(`/api/test-runs/${run.id}`)).body.counts.passed).toBe(2)
    }
  })
})

test('after any imports, all counters are what is there', async () => {
  const project = await make.project()
  const statuses = [
    passed,
    failed,
    (name: string, c?: string) => `<testcase classname="${c}" name="${name}"><skipped/></testcase>`,
  ]
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return seed % below
  }
  const runs = await Promise.all([0, 1].map(() => make.run(project, [])))
  for (let round = 0; round < 12; round++) {
    const tests = Array.from({ length: 40 }, () => statuses[random(3)]?.(`t${random(15)}`, `C${random(3)}`) ?? '')
    const xml = junit(suite(`s${random(3)}`, suite(`t${random(2)}`, ...tests)))
    await done({ testRunId: runs[random(2)].id, createTestCases: String(random(4) > 0) }, xml)
  }
  const [counters] = await sql`
    select p.case_count = (select count(*) from cases where project_id = p.id) as project,
      (select bool_and(f.case_count = (select count(*) from cases where folder_id = f.id)) from folders f where project_id = p.id) as folders,
      (select bool_and((r.passed, r.failed, r.skipped, r.not_started + r.in_progress + r.blocked) = (select
        count(*) filter (where status = 'PASSED'), count(*) filter (where status = 'FAILED'),
        count(*) filter (where status = 'SKIPPED'), 0::bigint from run_cases where run_id = r.id)) from runs r where project_id = p.id) as runs,
      (select bool_and(rc.status = (select status from results where run_case_id = rc.id order by id desc limit 1))
         from run_cases rc join runs r on r.id = rc.run_id where r.project_id = p.id) as latest,
      (select sum(passed + failed + skipped + blocked) from daily_results where project_id = p.id)
        = (select count(*) from results where project_id = p.id) as days
      from projects p where id = ${project.id}`
  expect(counters).toEqual({ project: true, folders: true, runs: true, latest: true, days: true })
})
