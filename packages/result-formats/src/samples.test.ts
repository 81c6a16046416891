import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readBytes } from './junit.fixture.ts'

/** Files that real tools wrote. They are kept beside the repository, not in it. */
const folder = join(import.meta.dirname, '../../../../shared/samples')
const there = existsSync(folder)
const files = there
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(xml|trx|json)$/.test(file))
      .sort()
  : []

async function readSample(file: string) {
  const { results, warnings, fault } = await readBytes(createReadStream(join(folder, file)))
  const count = (status: string) => results.filter((result) => result.status === status).length
  return {
    tests: results.length,
    passed: count('PASSED'),
    failed: count('FAILED'),
    skipped: count('SKIPPED'),
    flaky: results.filter(({ flaky }) => flaky).length,
    warnings: warnings.map(({ line, message }) => `${line}: ${message}`),
    ...(fault && { fault: `${fault.line}:${fault.column} ${fault.message}` }),
  }
}

/** Start tags outside of comments and CDATA, counted without a parser. */
function countCases(file: string): number {
  const text = readFileSync(join(folder, file), 'utf8').replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, '')
  return text.match(/<testcase[\s/>]/g)?.length ?? 0
}

/** Where the count of start tags is not that of results, and why. */
const OTHER_COUNT: Record<string, string> = {
  'jenkins/junit-report-nested-testsuites.xml': 'a suite failed as a whole: one result more than cases',
  'jenkins/junit-report-6700.xml': 'the suite failed before any test: one result without a case',
  'mikepenz/corrupt-junit/e2e-tests/corrupt/target/sf-reports/TEST-test.CorruptTest.xml':
    'ends inside of its only case',
  'mikepenz/junit-web-test/expected.xml': 'an unescaped < in the first case',
  'mikepenz/junit-web-test/expectedRetries.xml': 'an unescaped < in the first case',
}

describe.skipIf(!there)(
  `files of real tools${there ? '' : ': skipped, ../shared/samples is not beside the repository'}`,
  () => {
    test('there are some', () => expect(files.length).toBeGreaterThan(100))

    test.each(files)('%s', async (file) => {
      const { tests, fault } = await readSample(file)
      if (fault?.includes('Not a JUnit file')) expect(tests).toBe(0)
      else if (file in OTHER_COUNT) expect(tests).not.toBe(countCases(file))
      else if (!fault?.includes('DTD')) expect(tests).toBe(countCases(file))
    })

    test('what was read of each is what was read before', async () => {
      const all: Record<string, object> = {}
      for (const file of files) all[file] = await readSample(file)
      await expect(`${JSON.stringify(all, null, 1)}\n`).toMatchFileSnapshot('samples.snap.json')
    })
  },
)
