import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

const log = new URL('log.ts', import.meta.url).href

/** The line that logging an error writes, by a process of its own: it goes to standard error. */
function lineOf(error: string) {
  const program = `
    import { newLog } from ${JSON.stringify(log)}
    newLog({ LOG_LEVEL: 'info' }, false).error({ err: ${error} }, 'it failed')`
  const flags = ['--input-type=module', '--disable-warning=ExperimentalWarning', '-e', `${program}`]
  const text = execFileSync('sh', ['-c', 'exec "$0" "$@" 2>&1', process.execPath, ...flags], { encoding: 'utf8' })
  return { text, err: JSON.parse(text).err }
}

test('of an error its message, code and stack are logged, and nothing that hangs on it', () => {
  const { text, err } = lineOf(`Object.assign(new Error('gone'), { code: '57P01', client: { password: 'geheim' } })`)
  expect(err).toMatchObject({ type: 'Error', code: '57P01', message: 'gone', stack: expect.stringContaining('gone') })
  expect(text).not.toContain('geheim')
})

test('of a statement that failed its text is logged, and nothing that it was given', () => {
  const { text, err } = lineOf(`Object.assign(new Error('Failed query: select $1 params: geheim',
    { cause: new Error('no such column') }), { query: 'select $1', params: ['geheim'] })`)
  expect(err).toMatchObject({ type: 'QueryFailed', query: 'select $1', message: 'no such column' })
  expect(text).not.toContain('geheim')
})
