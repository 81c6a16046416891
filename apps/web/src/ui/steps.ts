/** Steps while they are written: pure changes of the list, and what a paste brings. */
export interface EditStep {
  /** Stays the same while the step is on the screen; `id` comes when the server has it. */
  key: string
  id?: string | undefined
  action: string
  expected: string
}

export const newStep = (action = '', expected = ''): EditStep => ({ key: crypto.randomUUID(), action, expected })
export const isBlank = (step: EditStep) => step.action.trim() === '' && step.expected.trim() === ''

export function moved(steps: readonly EditStep[], from: number, to: number): readonly EditStep[] {
  const step = steps[from]
  if (!step || from === to || to < 0 || to >= steps.length) return steps
  return steps.toSpliced(from, 1).toSpliced(to, 0, step)
}

/** Pasted rows: the first fills the step in which they were pasted if that one is blank, the others follow. */
export function pasted(steps: readonly EditStep[], at: number, rows: readonly EditStep[]): readonly EditStep[] {
  const here = steps[at]
  if (!here || !isBlank(here)) return steps.toSpliced(at + 1, 0, ...rows)
  const [first, ...rest] = rows
  return first ? steps.toSpliced(at, 1, { ...first, key: here.key, id: here.id }, ...rest) : steps
}

/** Rows that were copied from a spreadsheet (cells divided by tabs, quoted where they hold a break), its heading left out; undefined for other text. */
export function rowsOf(text: string): EditStep[] | undefined {
  if (!text.includes('\t')) return undefined
  const all = cellsOf(text)
    .map((row) => row.map((cell) => cell.trim()))
    .filter((row) => row.some((cell) => cell !== ''))
  const rows = isHeading(all[0] ?? []) ? all.slice(1) : all
  const numbered = rows.every((row) => row.length > 2 && /^\d*\.?$/.test(row[0] ?? ''))
  return rows.map((row) => {
    const [action = '', ...expected] = numbered ? row.slice(1) : row
    return newStep(action, expected.filter((cell) => cell !== '').join('\n'))
  })
}

const isHeading = (row: readonly string[]) =>
  row.some((cell) => /^(test )?(steps?|actions?|step (action|description)|description)$/i.test(cell)) &&
  row.some((cell) => /^expected( results?| outcome)?$/i.test(cell))

function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, bare, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/g,
  )) {
    rows.at(-1)?.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"').replaceAll('\r\n', '\n'))
    if (end === '') break
    if (end !== '\t') rows.push([])
  }
  return rows
}
