import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startServer } from './server.ts'

/** The contract's own check, which lies beside the repository where the contract is kept. */
const check = fileURLToPath(new URL('../../../../shared/contract/check.mjs', import.meta.url))
const groups =
  'auth,projects,milestones,folders,cases,case-depth,runs,junit,sessions,issues,comments,case-links,attachments,forecasts,errors,rate-limits,docs'
const run = promisify(execFile)

test.skipIf(!existsSync(check))('the contract, tried from outside, finds no fault', { timeout: 300_000 }, async () => {
  const { app } = await startServer({
    RATE_LIMIT_USER_HOUR: '100000',
    RATE_LIMIT_ANONYMOUS_HOUR: '100000',
    RATE_LIMIT_LOGIN_MINUTE: '1000',
    OUTBOUND_ALLOW: '127.0.0.1',
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const credentials = ['--email', 'admin@example.com', '--password', 'Admin-pass-1']
  const { stdout } = await run(process.execPath, [check, '--url', url, ...credentials, '--only', groups], {
    maxBuffer: 64 * 1024 * 1024,
  }).catch((failed: { stdout: string }) => failed)
  expect(stdout.split('\n').filter((line) => line.startsWith('FAIL'))).toEqual([])
  expect(stdout).toMatch(/\n38\d passed, 0 failed/)
})
