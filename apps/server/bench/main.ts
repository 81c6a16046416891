import { parseArgs } from 'node:util'
import { build } from './build.ts'
import { firstScreen } from './first-screen.ts'
import { footprint } from './footprint.ts'
import { forecasts } from './forecasts.ts'
import { type Group, measure } from './ground.ts'
import { growth } from './growth.ts'
import { imports } from './imports.ts'
import { lists } from './lists.ts'
import { type Figure, heading, toLine, write } from './report.ts'
import { requests } from './requests.ts'

const { values } = parseArgs({
  options: {
    /** Only works with this in their name. */
    only: { type: 'string', default: '' },
    /** Times the data: 100 is a million cases. */
    scale: { type: 'string', default: '1' },
    /** Short turns, imports once: to see that it works. */
    quick: { type: 'boolean', default: false },
    /** Instead: what is the same work at a hundred times the data? */
    growth: { type: 'boolean', default: false },
  },
})
const groups: Group[] = values.growth ? [growth] : [requests, lists, forecasts, imports, footprint, firstScreen]
const figures: Figure[] = []
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
await build()
console.log(heading)
const options = {
  seconds: values.quick ? 3 : 4,
  rounds: values.quick ? 1 : 3,
  scale: Number(values.scale),
  wants: (work: string) => work.includes(values.only),
}
for await (const figure of measure(groups, options)) {
  figures.push(figure)
  console.log(toLine(figure))
}
await write(figures)
const missed = figures.filter(({ holds }) => !holds).length
console.log(missed ? `${missed} of ${figures.length} bars are not met.` : `All ${figures.length} bars are met.`)
process.exitCode = missed || !figures.length ? 1 : 0
