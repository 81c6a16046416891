import { hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { UploadedFile } from '@testplanit/api/domains/imports/schemas'
import { type Issue, invalid } from '@testplanit/api/errors'
import type { Batch, Remark, TestResult } from '@testplanit/result-formats/model'
import { copyInto, rawOf, type Writer } from '../../../platform/database/database.ts'
import { newId, timeOf } from '../../../platform/database/ids.ts'
import { attemptsOf, detailsOf, oneLine } from './describe-result.ts'

/**
 * One row for each result of the upload, in its order, and what becomes of it. The ids are those that result, case and
 * run case will have where they are new. `folders` is the path of suites; no name holds its separator.
 */
const TABLES = `
  create temp table import_rows (
    seq int, file int, identity text, title text, folders text, status text, flaky boolean, duration_ms bigint,
    message text, details text, attempts jsonb, id uuid, created_at timestamptz(3), case_id uuid, run_case_id uuid
  ) on commit drop;
  create temp table import_places (
    seq int, automation_key text, case_id uuid, run_case_id uuid, is_new boolean, is_added boolean
  ) on commit drop;
  create temp table import_folders (path text, parent text, name text, id uuid, is_new boolean) on commit drop`

export const SEPARATOR = '\x1f'
const MAX_WARNINGS = 100
const MAX_TITLE = 500
const MAX_FOLDER = 255

type Read = (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Batch>
type Warning = { file: string; message: string }

/** What was said of the files; `faults` by their places in the upload. */
export interface Staged {
  faults: Map<number, Remark>
  warnings: Warning[]
}

/**
 * Streams the files into the temporary table `import_rows`: no more than a piece of one of them is ever in memory.
 * Throws VALIDATION_ERROR where not one of them could be read, or, if `strict`, on the first fault.
 */
export async function stageResults(tx: Writer, files: UploadedFile[], read: Read, strict: boolean): Promise<Staged> {
  const raw = rawOf(tx)
  await raw.unsafe(TABLES)
  const faults = new Map<number, Remark>()
  const warnings: Warning[] = []
  let [untold, seq] = [0, 0]

  async function* rows() {
    for (const [index, file] of files.entries()) {
      const rowOf = rowsOf(index)
      for await (const batch of read(createReadStream(file.path))) {
        for (const remark of batch.warnings) {
          if (warnings.length < MAX_WARNINGS) warnings.push({ file: file.name, message: told(remark) })
          else untold++
        }
        if (batch.fault) faults.set(index, batch.fault)
        if (batch.fault && strict) throw unreadable(files, faults)
        if (batch.results.length) yield batch.results.map((result) => rowOf(seq++, result)).join('')
      }
    }
  }
  await copyInto(tx, 'import_rows', rows)
  await raw`analyze import_rows`

  if (seq === 0 && faults.size === files.length) throw unreadable(files, faults)
  const last = files.at(-1)
  if (last && untold) warnings.push({ file: last.name, message: `There are ${untold} more warnings.` })
  if (last && seq === 0) warnings.push({ file: last.name, message: 'There is no test in what was sent.' })
  return { faults, warnings }
}

const told = ({ line, column, message }: Remark) => `Line ${line}, column ${column}: ${message}`

function unreadable(files: UploadedFile[], faults: Map<number, Remark>) {
  const issues = [...faults].map(([i, fault]) => ({ field: 'file', message: `${files[i]?.name}: ${told(fault)}` }))
  return invalid(...(issues as [Issue, ...Issue[]]))
}

/** Turns the results of one file into rows of COPY's text format, column by column as the table has them. */
function rowsOf(file: number) {
  let suites: readonly string[] | undefined
  let [path, folders] = ['', '']
  return (seq: number, result: TestResult): string => {
    if (result.suites !== suites) {
      suites = result.suites
      path = suites.slice(1).join(SEPARATOR)
      folders = suites
        .map((name) => oneLine(name, MAX_FOLDER))
        .filter(Boolean)
        .join(SEPARATOR)
    }
    const { name, className, status, flaky, durationMs, message } = result
    const id = newId()
    return `${[
      seq,
      file,
      identityOf(className ?? path, name),
      field(oneLine(name, MAX_TITLE) || '(no name)'),
      field(folders),
      status,
      flaky,
      durationMs ?? NULL,
      field(message),
      field(detailsOf(result)),
      result.attempts.length ? field(JSON.stringify(attemptsOf(result))) : NULL,
      id,
      timeOf(id),
      newId(),
      newId(),
    ].join('\t')}\n`
  }
}

/**
 * By what a test is known again: its class, or the path of its suites where it has none, and its name. The outermost
 * suite names the run of the tests rather than where they belong (a project, a browser, a time), so it does not count.
 */
const identityOf = (place: string, name: string) =>
  hash('sha256', `${place}\0${name}`, 'base64url').slice(0, IDENTITY_LENGTH)
/** Of six bits each: 132. */
const IDENTITY_LENGTH = 22

const NULL = '\\N'
const ESCAPED: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const field = (text: string | undefined) =>
  text === undefined ? NULL : text.replace(/[\\\t\n\r]/g, (character) => ESCAPED[character] ?? '')
