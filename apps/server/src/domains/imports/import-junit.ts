import { createHash } from 'node:crypto'
import type { imports as operations } from '@testplanit/api/domains/imports/operations'
import type { ImportSummary } from '@testplanit/api/domains/imports/schemas'
import { conflict } from '@testplanit/api/errors'
import { readJunit } from '@testplanit/result-formats/junit'
import type { Handler } from '../../pipeline/handler.ts'
import type { Writer } from '../../platform/database/database.ts'
import { insert, lockLiving } from '../../platform/database/entities.ts'
import { newId } from '../../platform/database/ids.ts'
import { lock } from '../../platform/database/locks.ts'
import { folders } from '../folders/tables.ts'
import { lockRun } from '../runs/queries.ts'
import { mustBeActive } from '../runs/rules.ts'
import { runs } from '../runs/tables.ts'
import { findFirst } from './queries.ts'
import { placeResults } from './staging/place-results.ts'
import { stageResults } from './staging/stage-results.ts'
import { imports } from './tables.ts'

/**
 * Reads the files into a temporary table, and from there in a constant number of statements into the repository and
 * the run. Nobody waits for the reading: the locks are taken after it.
 */
export const importJunit: Handler<typeof operations.junit> = async ({ input, actor, tx, record, platform }) => {
  const { projectId } = actor
  const { testRunId, folderId, createTestCases } = input
  const digest = digestOf(input.file)
  const first = testRunId ? await findFirst(tx, testRunId, digest) : null
  if (first) return { ...first, repeated: true }

  const { faults, warnings } = await stageResults(tx, input.file, readJunit, input.strict)

  await lock(tx, 'folders', projectId)
  if (folderId) await lockLiving(tx, folders, folderId, 'folderId')
  const run = testRunId
    ? await runToFill(tx, testRunId)
    : {
        ...(await insert(tx, runs, { projectId, name: input.runName ?? defaultName(platform.now()) }, actor)),
        configurationIds: [],
      }
  const importId = newId()
  const placed = await placeResults(tx, { importId, run, folderId, createTestCases, actor })

  const files = input.file.map(({ name }, i) => {
    const { passed = 0, failed = 0, skipped = 0, blocked = 0 } = placed.counts.get(i) ?? {}
    const fault = faults.get(i)
    return {
      name,
      imported: passed + failed + skipped + blocked,
      passed,
      failed,
      skipped,
      blocked,
      ...(fault && { fault }),
    }
  })
  const summary: ImportSummary = {
    testRunId: run.id,
    ...sumOf(files),
    casesCreated: placed.created,
    casesMatched: placed.matched,
    files,
    warnings: [...warnings, ...placed.unmatched(input.file)],
    repeated: false,
  }
  await tx.insert(imports).values({ id: importId, projectId, runId: run.id, digest, summary, createdBy: actor.id })
  const { files: _, warnings: __, ...counts } = summary
  record.did('run', run, { ...counts, importId, files: files.length })
  return summary
}

/** The run's row is held from here on. Throws NOT_FOUND, CONFLICT. */
async function runToFill(tx: Writer, id: string) {
  const run = await lockRun(tx, id)
  mustBeActive(run)
  if (run.configurationIds.length > 1)
    throw conflict(
      'This run has several configurations, and the file does not say of which its results are.',
      'testRunId',
    )
  return run
}

/** The same bytes, in whatever order the files come. */
const digestOf = (files: { sha256: string }[]) =>
  createHash('sha256')
    .update(
      files
        .map(({ sha256 }) => sha256)
        .sort()
        .join(),
    )
    .digest('hex')

const defaultName = (now: Date) => `JUnit import ${now.toISOString().slice(0, 16).replace('T', ' ')}`

const COUNTED = ['imported', 'passed', 'failed', 'skipped', 'blocked'] as const

const sumOf = (files: Record<(typeof COUNTED)[number], number>[]) =>
  Object.fromEntries(COUNTED.map((key) => [key, files.reduce((sum, file) => sum + file[key], 0)])) as Record<
    (typeof COUNTED)[number],
    number
  >
