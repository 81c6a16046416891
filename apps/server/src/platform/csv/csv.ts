import { stringify } from 'csv-stringify/sync'

/** How a column's cell is got of a row. */
export type Columns<R> = Record<string, (row: R) => string | number | null>

/**
 * Rows, which come in parts, as the text of a CSV file (RFC 4180) for spreadsheets. It begins with the mark by which
 * these know UTF-8. A cell that they would run as a formula stands behind an apostrophe, which they do not show: what
 * somebody wrote into a name must not be run by who opens the file.
 */
export async function* csvOf<R>(parts: AsyncIterable<R[]>, columns: Columns<R>): AsyncGenerator<string> {
  const options = { escape_formulas: true, record_delimiter: 'windows' }
  yield stringify([Object.keys(columns)], { ...options, bom: true })
  const cells = Object.values(columns)
  for await (const rows of parts)
    yield stringify(
      rows.map((row) => cells.map((cell) => cell(row))),
      options,
    )
}

/** The same as one JSON object a line, for programs: as it is. */
export async function* ndjsonOf(parts: AsyncIterable<object[]>): AsyncGenerator<string> {
  for await (const rows of parts) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}
