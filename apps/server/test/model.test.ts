import fc from 'fast-check'
import { test } from 'vitest'
import { begin } from './model/begin.ts'
import { caseCommands } from './model/cases.ts'
import { linkCommands } from './model/links.ts'
import { milestoneCommands } from './model/milestones.ts'
import { resultCommands } from './model/results.ts'
import { runCommands } from './model/runs.ts'
import { trashCommands } from './model/trash.ts'
import { startServer } from './server.ts'

/**
 * A project against a plain model of it: whatever people do, in whatever order, what is refused changes nothing, and all
 * that is seen (counts, statuses, progress, trees, links) is what follows from what was done. What is wrong is shown with
 * few commands that lead there. To do these again, give `fc.assert` the `seed` and `path` that are printed, and
 * `fc.commands` the `replayPath`.
 */

const server = await startServer()

/** Few kinds of commands at a time meet each other more often than all of them do. */
const parts = [
  ['anything', [...caseCommands, ...runCommands, ...resultCommands, ...milestoneCommands, ...linkCommands]],
  ['cases and their links', [...caseCommands, ...linkCommands]],
  ['runs, results and milestones', [...runCommands, ...resultCommands, ...milestoneCommands]],
] as const

test.each(parts)(
  'whatever is done, what is seen is that of a plain model: %s',
  { timeout: 600_000 },
  async (_, commands) => {
    const done = fc.commands([...commands, ...trashCommands, ...trashCommands], { maxCommands: 60, size: 'max' })
    await fc.assert(
      fc.asyncProperty(done, (some) => fc.asyncModelRun(() => begin(server), some)),
      { numRuns: 6 },
    )
  },
)
