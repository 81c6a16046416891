import { join } from 'node:path'
import { buildDatabase, ids } from './data.ts'
import type { Ground } from './ground.ts'
import { ratesOf, type Side } from './load.ts'
import { type Figure, figure } from './report.ts'
import { type Work, worksOf } from './requests.ts'
import { startProduct } from './servers.ts'

const [SMALL, MIDDLE, LARGE] = [1, 10, 100]
const DAYS = 400

/** What the same work costs where there is a hundred times as much: milliseconds of the whole server for one request. */
export async function* growth(ground: Ground): AsyncGenerator<Figure> {
  const start = async (scale: number) => {
    const databaseUrl = await buildDatabase(ground.postgresUrl, `growth_${scale}`, scale)
    const product = ground.stopLater(await startProduct(join(ground.folder, `growth_${scale}`), databaseUrl))
    return { url: product.url, works: await worksOf(databaseUrl, scale) }
  }
  const [small, middle, large] = [await start(SMALL!), await start(MIDDLE!), await start(LARGE!)]

  async function compare(name: string, less: Side, more: Side, below: number): Promise<Figure> {
    const rates = await ratesOf({ less, more }, ground)
    return figure(name, 'ms', 1000 / rates.more, 1000 / rates.less, { below })
  }
  const side = ({ url, works }: typeof small, key: Work['key']) => ({
    url,
    ...works.find((work) => work.key === key)!.rest,
  })

  yield await compare(
    'first page of a list, 1,000,000 cases beside 10,000',
    side(small, 'list'),
    side(large, 'list'),
    1.5,
  )
  yield await compare(
    'record a result, 1,000,000 cases beside 10,000',
    side(small, 'record'),
    side(large, 'record'),
    1.5,
  )
  yield await compare('execution report, 1,000,000 results beside 100,000', report(middle.url), report(large.url), 3)
}

function report(url: string): Side {
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
  const body = JSON.stringify({ projectId: ids.project, dateRange: { from: day(DAYS), to: day(0) } })
  return { url, expects: 200, requests: [{ method: 'POST', path: '/api/report-builder/test-execution', body }] }
}
