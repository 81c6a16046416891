/** A run's cases as lines of a table: each folder's heading, then its cases unless it is folded. */
import type { Counts } from '../../ui/bar.tsx'
import type { RunCase } from './types.ts'

type RunLine = { folderId: string; counts: Counts; size: number } | RunCase
export const isHeading = (line: RunLine | undefined): line is Extract<RunLine, { size: number }> =>
  line !== undefined && 'size' in line

/** The rows come in the order of folders. */
export function linesOf(rows: readonly RunCase[], folded: ReadonlySet<string>): RunLine[] {
  const lines: RunLine[] = []
  let heading: { folderId: string; counts: Counts; size: number } | undefined
  for (const row of rows) {
    if (heading?.folderId !== row.folderId) {
      heading = { folderId: row.folderId, counts: {}, size: 0 }
      lines.push(heading)
    }
    heading.size += 1
    heading.counts[row.status] = (heading.counts[row.status] ?? 0) + 1
    if (!folded.has(row.folderId)) lines.push(row)
  }
  return lines
}
