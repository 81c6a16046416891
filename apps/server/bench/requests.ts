import { join } from 'node:path'
import type { Request } from 'autocannon'
import postgres from 'postgres'
import { buildDatabase, ids } from './data.ts'
import type { Ground } from './ground.ts'
import { get, ratesOf, type Side } from './load.ts'
import { type Figure, figure } from './report.ts'
import { startProduct, startReference } from './servers.ts'

export interface Work {
  key: 'get' | 'list' | 'create' | 'record'
  name: string
  bar: number
  rest: Omit<Side, 'url'>
  trpc: Omit<Side, 'url'>
  bare: Omit<Side, 'url'>
}

/** The four works of every day, on REST and through tRPC, beside bare routes. */
export async function* requests(ground: Ground): AsyncGenerator<Figure> {
  const { postgresUrl, folder, scale, wants, stopLater } = ground
  if (!namesOf(scale).some((name) => wants(name) || wants(throughTrpc(name)))) return
  const databaseUrl = await buildDatabase(postgresUrl, 'requests', scale)
  const product = stopLater(await startProduct(join(folder, 'requests'), databaseUrl))
  const reference = stopLater(await startReference(databaseUrl))
  for (const { name, bar, rest, trpc, bare } of await worksOf(databaseUrl, scale)) {
    if (!wants(name) && !wants(throughTrpc(name))) continue
    const sides = {
      rest: { url: product.url, ...rest },
      trpc: { url: product.url, ...trpc },
      bare: { url: reference.url, ...bare },
    }
    const rates = await ratesOf(sides, ground)
    yield figure(name, 'req/s', rates.rest, rates.bare, { atLeast: bar })
    yield figure(throughTrpc(name), 'req/s', rates.trpc, rates.bare, { atLeast: 0.25 })
  }
}

const throughTrpc = (name: string) => `${name}, through /trpc`

const namesOf = (scale: number) =>
  [
    'get a case with its steps',
    `list 50 cases of ${(10_000 * scale).toLocaleString('en')}`,
    'create a case with 5 steps',
    'record a result',
  ] as const

/** What is sent for each work; ids are spread over all that there is. */
export async function worksOf(databaseUrl: string, scale: number): Promise<Work[]> {
  const sql = postgres(databaseUrl, { max: 1 })
  const cases = await sql<
    { id: string }[]
  >`select id from cases where number % (select greatest(1, count(*) / 1000)::int from cases) = 0`
  const runCases = await sql<{ runId: string; caseId: string }[]>`
    select run_id as "runId", case_id as "caseId" from run_cases
     where run_id in (select id from runs order by id desc limit 50) order by position, run_id limit 5000`
  const [folder] = await sql<{ id: string }[]>`select id from folders where parent_id is not null order by id limit 1`
  await sql.end()
  const { project: projectId, template: templateId, user: userId } = ids
  const newCase = {
    projectId,
    folderId: folder!.id,
    title: 'Pay a basket by voucher',
    description: 'Covers vouchers that are worth more than the basket.',
    steps: Array.from({ length: 5 }, (_, i) => ({
      action: `Do step ${i + 1} of the payment`,
      expected: `It shows page ${i + 1}`,
    })),
  }
  const newResult = { status: 'PASSED', notes: 'Seen on the staging system.', durationMs: 1234 }
  const [getName, listName, createName, recordName] = namesOf(scale)
  return [
    {
      key: 'get',
      name: getName,
      bar: 0.5,
      rest: { expects: 200, requests: cases.map(({ id }) => get(`/api/repository-cases/${id}`)) },
      trpc: { expects: 200, requests: cases.map(({ id }) => query('cases.get', { caseId: id })) },
      bare: { expects: 200, requests: cases.map(({ id }) => get(`/cases/${id}`)) },
    },
    {
      key: 'list',
      name: listName,
      bar: 0.5,
      rest: { expects: 200, requests: [get(`/api/repository-cases?projectId=${projectId}&limit=50`)] },
      trpc: { expects: 200, requests: [query('cases.list', { projectId, limit: 50 })] },
      bare: { expects: 200, requests: [get(`/cases?projectId=${projectId}`)] },
    },
    {
      key: 'create',
      name: createName,
      bar: 0.4,
      rest: { expects: 201, requests: [post('/api/repository-cases', newCase)] },
      trpc: { expects: 200, requests: [post('/trpc/cases.create', newCase)] },
      bare: { expects: 201, requests: [post('/cases', { ...newCase, templateId, userId })] },
    },
    {
      key: 'record',
      name: recordName,
      bar: 0.5,
      rest: {
        expects: 201,
        requests: runCases.map(({ runId, caseId }) =>
          post(`/api/test-runs/${runId}/cases/${caseId}/execute`, newResult),
        ),
      },
      trpc: {
        expects: 200,
        requests: runCases.map((place) => post('/trpc/results.execute', { ...place, ...newResult })),
      },
      bare: {
        expects: 201,
        requests: runCases.map(({ runId, caseId }) =>
          post(`/runs/${runId}/cases/${caseId}/results`, { ...newResult, projectId, userId }),
        ),
      },
    },
  ]
}

const post = (path: string, body: object): Request => ({ method: 'POST', path, body: JSON.stringify(body) })
const query = (procedure: string, input: object): Request =>
  get(`/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`)
