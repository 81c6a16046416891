import { expect, test } from 'vitest'
import type * as z from 'zod'
import { exampleOf, readConfig, Settings, WrongSettings } from '../src/config.ts'

const messageOf = (environment: Record<string, string>) => {
  try {
    readConfig(environment)
  } catch (error) {
    expect(error).toBeInstanceOf(WrongSettings)
    return (error as Error).message
  }
  throw new Error('These settings were taken.')
}

test('the defaults are the documented ones', () => {
  expect(readConfig({})).toMatchObject({
    HOST: '127.0.0.1',
    PORT: 3000,
    DATA_DIR: './data',
    ROLE: 'all',
    RATE_LIMIT_USER_HOUR: 1000,
    RATE_LIMIT_ANONYMOUS_HOUR: 100,
    RATE_LIMIT_BURST_MINUTE: 50,
    RATE_LIMIT_LOGIN_MINUTE: 10,
    RATE_LIMIT_TRPC_MINUTE: 1000,
    MAX_UPLOAD_MB: 100,
    MAX_IMPORT_MB: 1024,
    LOG_LEVEL: 'info',
    origin: 'http://127.0.0.1:3000',
  })
})

test('an empty value counts as none; 0 switches a limit off', () => {
  expect(readConfig({ PORT: '', RATE_LIMIT_USER_HOUR: '0' })).toMatchObject({ PORT: 3000, RATE_LIMIT_USER_HOUR: 0 })
})

for (const [name, value] of [
  ['PORT', 'many'],
  ['PORT', '70000'],
  ['PUBLIC_URL', 'tests.example.com'],
  ['PUBLIC_URL', 'ftp://example.com'],
  ['DATABASE_URL', 'mysql://example.com'],
  ['DATABASE_POOL', '1'],
  ['ROLE', 'both'],
  ['APP_SECRET', 'short'],
  ['ADMIN_PASSWORD', 'short'],
  ['RATE_LIMIT_USER_HOUR', '1.5'],
  ['TRUST_PROXY', 'perhaps'],
  ['MAX_UPLOAD_MB', '0'],
  ['LOG_LEVEL', 'loud'],
  ['S3_ENDPOINT', 'https://s3.example.com'],
  ['OPENSEARCH_URL', 'https://search.example.com'],
  ['SMTP_URL', 'https://mail.example.com'],
  ['SMTP_URL', 'smtp://'],
  ['MAIL_FROM', 'somebody'],
  ['MAIL_FROM', 'A <a@example.com>\r\nBcc: b@example.com'],
] as const)
  test(`${name}=${value} ends the start: its name, what is wrong, how it could be`, () => {
    const message = messageOf({ [name]: value })
    expect(message).toMatch(new RegExp(`^ {2}${name}: .{5,}`, 'm'))
    if (exampleOf(name) !== undefined) expect(message).toContain(`(example: ${name}=${exampleOf(name)})`)
  })

test('all that is wrong is said at once, and what needs what', () => {
  const message = messageOf({ PORT: 'x', LOG_LEVEL: 'y', ROLE: 'z' })
  for (const name of ['PORT', 'LOG_LEVEL', 'ROLE']) expect(message).toContain(`  ${name}: `)
  expect(messageOf({ DATABASE_URL: 'postgres://db.example.com/testplanit' })).toContain('APP_SECRET: is required')
  expect(messageOf({ ADMIN_EMAIL: 'a@example.com' })).toContain('ADMIN_PASSWORD: is required')
  expect(messageOf({ ADMIN_PASSWORD: 'long enough' })).toContain('ADMIN_EMAIL: is required')
  expect(messageOf({ SMTP_URL: 'smtp://mail.example.com' })).toContain('MAIL_FROM: is required')
})

test('.env.example is what the settings make', async () => {
  const lines = Object.entries<z.ZodType>(Settings.shape).flatMap(([name, schema]) => {
    const description = schema.meta()?.description
    return description ? [`# ${description}`, `# ${name}=${exampleOf(name) ?? ''}`, ''] : []
  })
  await expect(
    ['# Every setting; what stands here is its default, or an example.', '', ...lines].join('\n'),
  ).toMatchFileSnapshot('../../../.env.example')
})

test('every setting that the product has is described', () => {
  for (const [name, schema] of Object.entries<z.ZodType>(Settings.shape))
    if (!schema.safeParse('anything').error?.message.includes('not supported yet'))
      expect(schema.meta()?.description, name).toBeTruthy()
})
