import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importInto } from '../../../test/junit.ts'
import { startServer } from '../../../test/server.ts'

/** Files that real tools wrote, kept beside the repository, and what the reader says of each. */
const home = join(import.meta.dirname, '../../../../..')
const folder = join(home, '../shared/samples')
const there = existsSync(folder)

interface Read {
  tests: number
  passed: number
  failed: number
  skipped: number
  warnings: string[]
  fault?: string
}
const snapshot = join(home, 'packages/result-formats/src/samples.snap.json')
const known: Record<string, Read> = JSON.parse(await readFile(snapshot, 'utf8'))

describe.skipIf(!there)(
  `files of real tools${there ? '' : ': skipped, ../shared/samples is not beside the repository'}`,
  async () => {
    if (!there) return
    const { admin, make, platform } = await startServer()
    const project = await make.project()

    test.each(Object.entries(known))('%s', async (file, { tests, passed, failed, skipped, warnings, fault }) => {
      const name = file.split('/').at(-1) ?? file
      const content = await readFile(join(folder, file))
      const { status, body } = await importInto(
        admin,
        { projectId: project.id, runName: file.slice(-255) },
        { [name]: content },
      )
      if (tests === 0 && fault) {
        expect([status, body.error.details.field]).toEqual([422, 'file'])
        expect(body.error.details.message).toContain(fault.replace(/^\d+:\d+ /, ''))
        return
      }
      expect(status).toBe(200)
      expect(body).toMatchObject({ imported: tests, passed, failed, skipped })
      expect(body.casesCreated + body.casesMatched).toBe(tests)
      const [{ fault: told }] = body.files
      expect(told && `${told.line}:${told.column} ${told.message}`).toBe(fault)
      for (const warning of warnings) {
        const message = warning.replace(/^\d+: /, '')
        expect(body.warnings.map((one: { message: string }) => one.message.replace(/^Line.*?: /, ''))).toContain(
          message,
        )
      }
      const { body: run } = await admin.get(`/api/test-runs/${body.testRunId}`)
      expect(run.counts).toMatchObject({ passed, failed, skipped })
    })

    test('again, all of them match', async () => {
      const { sql } = platform.database
      const cases = () => sql`select count(*)::int as count from cases where project_id = ${project.id}`
      const before = await cases()
      const readable = Object.entries(known).filter(([, { tests }]) => tests > 0)
      for (const [file, { tests }] of readable) {
        const { body } = await importInto(
          admin,
          { projectId: project.id },
          { 'again.xml': await readFile(join(folder, file)) },
        )
        expect([file, body.casesMatched]).toEqual([file, tests])
      }
      expect(await cases()).toEqual(before)
    })
  },
)
