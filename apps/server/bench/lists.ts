import { join } from 'node:path'
import postgres from 'postgres'
import { buildDatabase, TOKEN } from './data.ts'
import type { Ground } from './ground.ts'
import { get, ratesOf } from './load.ts'
import { type LongList, longLists, ROWS } from './long-lists.ts'
import { type Figure, figure } from './report.ts'
import { startProduct, startReference } from './servers.ts'

/** A run for every tenth milestone. */
const RUNS = { runs: ROWS / 10, casesInRun: 1 }
/** Behind which row the pages begin that are asked for by cursor: all over the list. */
const DEPTHS = Array.from({ length: 20 }, (_, i) => (i * ROWS) / 20)

const works = longLists.map((list) => {
  const first = `list 50 ${list.name} of ${ROWS.toLocaleString('en')}`
  return { list, first, deep: `${first}, by cursor` }
})

/** Lists of many rows: the first page with its count, and pages further down by cursor. */
export async function* lists(ground: Ground): AsyncGenerator<Figure> {
  const { postgresUrl, folder, scale, wants, stopLater } = ground
  const chosen = works.filter(({ first, deep }) => wants(first) || wants(deep))
  if (!chosen.length) return
  const databaseUrl = await buildDatabase(postgresUrl, 'lists', scale, {
    other: RUNS,
    also: (sql) =>
      sql.unsafe(`set session_replication_role = replica; ${chosen.map(({ list }) => list.fill).join(';')};
        reset session_replication_role`),
  })
  const product = stopLater(await startProduct(join(folder, 'lists'), databaseUrl))
  const reference = stopLater(await startReference(databaseUrl))
  const urls = { ours: product.url, bare: reference.url }
  for (const { list, first, deep } of chosen) {
    const { whole, further } = await pagesOf(list, urls, databaseUrl)
    for (const [name, paths] of [
      [first, whole],
      [deep, further],
    ] as const) {
      if (!wants(name)) continue
      const side = (key: keyof Paths) => ({
        url: urls[key],
        expects: 200,
        requests: paths.map((path) => get(path[key])),
      })
      const rates = await ratesOf({ ours: side('ours'), bare: side('bare') }, ground)
      yield figure(name, 'req/s', rates.ours, rates.bare, { atLeast: 0.5 })
    }
  }
}

type Paths = Record<'ours' | 'bare', string>

/** Where both sides have the first page, and others. Throws where they do not answer the same rows with the same fields. */
async function pagesOf(list: LongList, urls: Paths, databaseUrl: string) {
  const sql = postgres(databaseUrl, { max: 1 })
  const [of] = await sql<{ id: string }[]>`select id from ${sql(list.of)} order by id limit 1`
  await sql.end()
  const { key = 'id' } = list
  // The keys and fields of rows; the count, which the reference has in each, stands beside them in the answer.
  const toldOf = (rows: Row[]) =>
    JSON.stringify(rows.map(({ total: _, ...row }) => [row[key], Object.keys(row).sort()]))
  const first = { ours: list.path(of!.id), bare: `/lists/${list.table}/${of!.id}` }
  const further: Paths[] = []
  for (const depth of DEPTHS) {
    const { rows, nextCursor } = await readPage(`${urls.ours}${first.ours}&offset=${depth}`)
    further.push({ ours: `${first.ours}&cursor=${nextCursor}`, bare: `${first.bare}?after=${rows.at(-1)![key]}` })
  }
  for (const { ours, bare } of [first, ...further]) {
    const [its, other] = [await readPage(urls.ours + ours), await readPage(urls.bare + bare)]
    if (its.rows.length !== 50 || toldOf(its.rows) !== toldOf(other.rows))
      throw new Error(`${ours} answers ${toldOf(its.rows)}, the reference ${toldOf(other.rows)}`)
  }
  return { whole: [first], further }
}

type Row = Record<string, unknown>

async function readPage(url: string): Promise<{ rows: Row[]; nextCursor: string | null }> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${TOKEN}` } })
  const { pagination, ...answer } = (await response.json()) as { pagination?: { nextCursor: string | null } }
  if (!pagination) throw new Error(`${url} answered ${response.status}: ${JSON.stringify(answer)}`)
  return { rows: Object.values(answer)[0] as Row[], nextCursor: pagination.nextCursor }
}
