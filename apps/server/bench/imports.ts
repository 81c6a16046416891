import { createReadStream, createWriteStream, openAsBlob } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readJunit } from '@testplanit/result-formats/junit'
import postgres from 'postgres'
import { buildDatabase, copyDatabase, TOKEN } from './data.ts'
import type { Ground } from './ground.ts'
import { writeJunitFile } from './junit-file.ts'
import { median } from './load.ts'
import { type Figure, figure } from './report.ts'
import { startProduct } from './servers.ts'

const works = [5_000, 100_000].map((tests) => ({ tests, name: `JUnit import of ${tests.toLocaleString('en')} tests` }))

/** Imports beside parsing alone and COPY of the same rows into the same tables, of a database that was the same. */
export async function* imports(ground: Ground): AsyncGenerator<Figure> {
  const chosen = works.filter(({ name }) => ground.wants(name))
  if (!chosen.length) return
  const url = await buildDatabase(ground.postgresUrl, 'imports', ground.scale)
  const copyUrl = await copyDatabase(ground.postgresUrl, 'imports', 'imports_reference')
  const product = ground.stopLater(await startProduct(join(ground.folder, 'imports'), url))
  const [ours, theirs] = [url, copyUrl].map((one) => postgres(one, { max: 1 })) as [postgres.Sql, postgres.Sql]
  try {
    for (const { name, tests } of chosen) {
      const file = join(ground.folder, `junit-${tests}.xml`)
      await writeJunitFile(file, tests)
      const seconds: { ours: number; reference: number }[] = []
      for (let round = 0; round < ground.rounds; round++) {
        const projectId = await makeProject(product.url, `${name}, round ${round}`)
        const there = await takeRows(ours, projectId, ground.folder)
        await copyIn(theirs, there)
        const taken = await importFile(product.url, file, projectId, tests)
        const rows = await takeRows(ours, projectId, ground.folder, there)
        const started = performance.now()
        if ((await countTests(file)) !== tests) throw new Error('The parser alone found another number of tests.')
        await copyIn(theirs, rows)
        seconds.push({ ours: taken, reference: (performance.now() - started) / 1000 })
      }
      const rate = (side: 'ours' | 'reference') => tests / median(seconds.map((one) => one[side]))
      yield figure(name, 'tests/s', rate('ours'), rate('reference'), { atLeast: 0.5 })
    }
  } finally {
    await ours.end()
    await theirs.end()
  }
}

const authorization = `Bearer ${TOKEN}`

/** Imports a file into a new run of a project; gives the seconds until the answer. */
export async function importFile(url: string, file: string, projectId: string, tests: number): Promise<number> {
  const form = new FormData()
  form.append('projectId', projectId)
  form.append('runName', 'Nightly')
  form.append('file', await openAsBlob(file), 'junit.xml')
  const started = performance.now()
  const response = await fetch(`${url}/api/junit/import`, { method: 'POST', body: form, headers: { authorization } })
  const answer = (await response.json()) as { imported?: number }
  const seconds = (performance.now() - started) / 1000
  if (response.status !== 200 || answer.imported !== tests)
    throw new Error(`The import answered ${response.status}: ${JSON.stringify(answer).slice(0, 500)}`)
  return seconds
}

export async function makeProject(url: string, name: string): Promise<string> {
  const headers = { authorization, 'content-type': 'application/json' }
  const response = await fetch(`${url}/api/projects`, { method: 'POST', headers, body: JSON.stringify({ name }) })
  const project = (await response.json()) as { id: string }
  if (response.status !== 201) throw new Error(`Making a project answered ${response.status}.`)
  return project.id
}

async function countTests(file: string): Promise<number> {
  let count = 0
  for await (const { results } of readJunit(createReadStream(file))) count += results.length
  return count
}

/** A project's rows in files, as COPY reads them, those that are referred to first. */
interface Rows {
  table: string
  file: string
}

const ofProject: [table: string, condition: string][] = [
  ['projects', 'id = $project'],
  ['folders', 'project_id = $project'],
  ['templates', 'project_id = $project'],
  ['cases', 'project_id = $project'],
  ['runs', 'project_id = $project'],
  ['run_cases', 'run_id in (select id from runs where project_id = $project)'],
  ['imports', 'project_id = $project'],
  ['results', 'project_id = $project'],
  ['attachments', 'project_id = $project'],
  ['daily_results', 'project_id = $project'],
  ['case_failures', 'project_id = $project'],
  ['case_durations', 'case_id in (select id from cases where project_id = $project)'],
]

/** Writes a project's rows to files; with `before`, those that came since then. */
async function takeRows(sql: postgres.Sql, projectId: string, folder: string, before?: Rows[]): Promise<Rows[]> {
  const rows = []
  const isNew = before ? `and created_at > (select created_at from projects where id = '${projectId}')` : ''
  for (const [table, condition] of ofProject) {
    const hasTime = !['run_cases', 'daily_results', 'case_failures', 'case_durations'].includes(table)
    const where = `${condition.replaceAll('$project', `'${projectId}'`)} ${hasTime ? isNew : ''}`
    const file = join(folder, `${table}.rows`)
    const copy = await sql.unsafe(`copy (select * from ${table} where ${where}) to stdout`).readable()
    await pipeline(copy, createWriteStream(file))
    rows.push({ table, file })
  }
  return rows
}

async function copyIn(sql: postgres.Sql, rows: Rows[]): Promise<void> {
  await sql.begin(async (tx) => {
    for (const { table, file } of rows)
      await pipeline(createReadStream(file), await tx.unsafe(`copy ${table} from stdin`).writable())
  })
}
