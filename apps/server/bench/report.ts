import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** One line of the bench. The reference and the ratio are null where the bar is for our figure alone. */
export interface Figure {
  work: string
  ours: number
  reference: number | null
  unit: string
  ratio: number | null
  /** `>= 0.5` or `< 1.5`: what the ratio, or our figure where there is none, must be. */
  bar: string
  holds: boolean
}

type Bar = { atLeast: number } | { below: number }

export function figure(work: string, unit: string, ours: number, reference: number | null, bar: Bar): Figure {
  const ratio = reference === null ? null : ours / reference
  const measured = ratio ?? ours
  const holds = 'atLeast' in bar ? measured >= bar.atLeast : measured < bar.below
  return {
    work,
    ours: rounded(ours),
    reference: reference && rounded(reference),
    unit,
    ratio: ratio && rounded(ratio),
    bar: 'atLeast' in bar ? `>= ${bar.atLeast}` : `< ${bar.below}`,
    holds,
  }
}

const rounded = (value: number) => Number(value >= 1000 ? value.toFixed(0) : value.toPrecision(3))

export const toLine = ({ work, ours, reference, unit, ratio, bar, holds }: Figure): string =>
  [
    work.padEnd(58),
    String(ours).padStart(9),
    String(reference ?? '').padStart(9),
    unit.padEnd(10),
    String(ratio ?? '').padStart(6),
    bar.padStart(8),
    holds ? '' : 'NOT MET',
  ].join(' ')

export const heading = `${'work'.padEnd(58)}      ours reference unit        ratio      bar`

/** Figures of works that this run left out stay as they were. */
export async function write(figures: Figure[]): Promise<void> {
  const folder = fileURLToPath(new URL('../../../bench', import.meta.url))
  const file = `${folder}/results.json`
  await mkdir(folder, { recursive: true })
  const before: Figure[] = existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : []
  const others = before.filter(({ work }) => !figures.some((figure) => figure.work === work))
  await writeFile(file, `${JSON.stringify([...others, ...figures], null, 2)}\n`)
}
