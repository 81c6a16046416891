import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded } from '../src/platform/database/embedded.ts'
import { buildDatabase, ids } from './data.ts'
import { type Ground, quiet } from './ground.ts'
import { importFile } from './imports.ts'
import { writeJunitFile } from './junit-file.ts'
import { median } from './load.ts'
import { type Figure, figure } from './report.ts'
import { memoryOf, startProduct } from './servers.ts'

const IDLE = 'memory of the idle server'
const IMPORT = 'memory added by importing 100,000 tests'
const START = 'second start to first answer'
const TESTS = 100_000

/** What the server takes: memory at rest and for an import, time to start. */
export async function* footprint(ground: Ground): AsyncGenerator<Figure> {
  if (ground.wants(IDLE) || ground.wants(IMPORT)) yield* memory(ground)
  if (ground.wants(START)) yield await secondStart(ground)
}

async function* memory({ postgresUrl, folder, scale, stopLater }: Ground): AsyncGenerator<Figure> {
  const url = await buildDatabase(postgresUrl, 'memory', scale)
  const product = stopLater(await startProduct(join(folder, 'memory'), url))
  await sleep(5000)
  const before = memoryOf(product.pid)
  yield figure(IDLE, 'MB', before, null, { below: 250 })
  const file = join(folder, 'memory.xml')
  await writeJunitFile(file, TESTS)
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, memoryOf(product.pid))), 20)
  await importFile(product.url, file, ids.project, TESTS)
  clearInterval(watch)
  yield figure(IMPORT, 'MB', peak - before, null, { below: 150 })
}

/** Beside PostgreSQL's own start on the same data, from the same program, until it takes connections. */
async function secondStart({ folder, rounds }: Ground): Promise<Figure> {
  const dataDir = join(folder, 'start')
  await (await startProduct(dataDir)).stop()
  const times: { ours: number; reference: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    const postgres = await startEmbedded({ dataDir, log: quiet })
    const reference = performance.now() - started
    await postgres.stop()
    const spawned = performance.now()
    const product = await startProduct(dataDir)
    const { status } = await fetch(`${product.url}/api/health/live`)
    times.push({ ours: performance.now() - spawned, reference })
    await product.stop()
    if (status !== 200) throw new Error(`The first answer was ${status}.`)
  }
  const of = (side: 'ours' | 'reference') => median(times.map((one) => one[side]))
  return figure(START, 'ms', of('ours'), of('reference'), { below: 3 })
}
