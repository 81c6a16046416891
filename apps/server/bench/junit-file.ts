import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const IN_SUITE = 50

/** Writes a JUnit file as Surefire does: suites of 50 tests, one in twenty failed with its trace, some skipped. */
export async function writeJunitFile(path: string, tests: number): Promise<void> {
  await pipeline(Readable.from(suites(tests)), createWriteStream(path))
}

function* suites(tests: number): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n'
  for (let suite = 0; suite * IN_SUITE < tests; suite++) {
    const name = `com.example.shop.area${suite % 40}.Component${suite}Test`
    const size = Math.min(IN_SUITE, tests - suite * IN_SUITE)
    const cases = Array.from({ length: size }, (_, i) => testcase(name, suite * IN_SUITE + i))
    yield `<testsuite name="${name}" tests="${size}" time="12.5">\n${cases.join('')}</testsuite>\n`
  }
  yield '</testsuites>\n'
}

function testcase(className: string, number: number): string {
  const start = `<testcase classname="${className}" name="should keep rule ${number} of the basket" time="${(number % 900) / 1000}"`
  if (number % 50 === 7) return `${start}><skipped message="not on this platform"/></testcase>\n`
  if (number % 20 !== 3) return `${start}/>\n`
  const trace = Array.from({ length: 8 }, (_, i) => `\tat ${className}.line${i}(Component.java:${number % 500})`).join(
    '\n',
  )
  return `${start}><failure message="expected:&lt;${number}&gt; but was:&lt;0&gt;" type="AssertionError">${trace}</failure></testcase>\n`
}
