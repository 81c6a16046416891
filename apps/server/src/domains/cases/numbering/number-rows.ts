import type { CaseParameters, ParametersInput } from '@testplanit/api/domains/cases/schemas'
import { type Issue, refuseAny } from '@testplanit/api/errors'

export interface NumberedRows {
  parameters: CaseParameters | null
  /** The greatest number that a row of the case ever had. */
  lastRow: number
}

/**
 * Parameters whose rows all have their number. A row that carries one stays that row, also one that was removed; the
 * others get numbers after `last`, so that none is ever used for another row. Throws VALIDATION_ERROR for a number that no
 * row of the case had, or that stands there twice; `at` is where the case stands in the input.
 */
export function numberRows(given: ParametersInput | null | undefined, last: number, at = ''): NumberedRows {
  if (!given) return { parameters: null, lastRow: last }
  refuseAny(strangeRows(given, last, at))
  let lastRow = last
  const rows = given.rows.map(({ id, values }) => ({ id: id ?? ++lastRow, values }))
  return { parameters: { names: given.names, rows }, lastRow }
}

function strangeRows({ rows }: ParametersInput, last: number, at: string): Issue[] {
  const seen = new Set<number>()
  return rows.flatMap(({ id }, i) => {
    if (id === undefined || (id <= last && !seen.has(id) && seen.add(id))) return []
    return [{ field: `${at}parameters.rows.${i}.id`, message: 'names no row of this case, or twice' }]
  })
}
