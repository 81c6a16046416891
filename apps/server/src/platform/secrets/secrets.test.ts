import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { appSecret, deriveKey, secretFile } from './secrets.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'testplanit-secrets-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

test('the secret is made once, read again later, and closed to others', async () => {
  const made = await appSecret(dataDir)
  expect(Buffer.from(made, 'base64url')).toHaveLength(32)
  expect(await appSecret(dataDir)).toBe(made)
  expect((await stat(join(dataDir, 'app-secret'))).mode & 0o777).toBe(0o600)
})

test('a configured secret is taken, and no file is made', async () => {
  expect(await appSecret(dataDir, 'configured')).toBe('configured')
  await expect(stat(join(dataDir, 'app-secret'))).rejects.toThrow('ENOENT')
})

test('a damaged secret is an error, never replaced', async () => {
  await writeFile(join(dataDir, 'app-secret'), 'short')
  await expect(appSecret(dataDir)).rejects.toThrow('is damaged')
})

test('an unreadable place is an error, not a new secret', async () => {
  await expect(secretFile(join(dataDir, 'nowhere', 'secret'))).rejects.toThrow('ENOENT')
})

test('keys differ by purpose and by secret, and stay the same', () => {
  const key = deriveKey('secret', 'credentials')
  expect(key).toHaveLength(32)
  expect(deriveKey('secret', 'credentials')).toEqual(key)
  expect(deriveKey('secret', 'addresses')).not.toEqual(key)
  expect(deriveKey('other', 'credentials')).not.toEqual(key)
})
