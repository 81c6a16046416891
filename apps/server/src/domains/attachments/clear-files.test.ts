import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startServer } from '../../../test/server.ts'
import { fetchFile, png, upload } from '../../../test/upload.ts'
import { clearFiles } from './clear-files.job.ts'
import { storageKeyOf } from './queries.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database
const project = await make.project()
const one = await make.case(project)
const run = async () => clearFiles.run({}, platform, new AbortController().signal)

const fileOf = async (key: string) => (await sql`select id, attached_at, discarded_at from files where key = ${key}`)[0]
const aDayLater = (keys: string[]) => sql`
  update files set created_at = created_at - interval '25 hours' where key = any(${keys})`
const isThere = async (id: string) => (await platform.storage.peek(storageKeyOf(id), 0)) !== null
const attach = async (fileKey: string, extra = {}) =>
  (await admin.post('/api/attachments', { entityType: 'testCase', entityId: one.id, name: 'x', fileKey, ...extra }))
    .body
const idOf = (key: string) => key.split('/')[1] as string

test('what nobody attached goes after a day, whether its bytes came or not', async () => {
  const [fresh, old, attached] = [await upload(admin, 'a'), await upload(admin, 'b'), await upload(admin, 'c')]
  const { body } = await admin.post('/api/get-attachment-url', { fileName: 'x', fileSize: 1, contentType: 'a/b' })
  await attach(attached)
  await aDayLater([old, attached, body.fileKey])
  await run()
  expect([await fileOf(old), await fileOf(body.fileKey)]).toEqual([undefined, undefined])
  expect([await isThere(idOf(fresh)), await isThere(idOf(old)), await isThere(idOf(attached))]).toEqual([
    true,
    false,
    true,
  ])
  expect(
    (await admin.post('/api/attachments', { entityType: 'testCase', entityId: one.id, name: 'x', fileKey: old }))
      .status,
  ).toBe(422)
  expect((await attach(fresh)).size).toBe(1)
})

test('more of them than are taken at a time go at once', async () => {
  const { body } = await admin.get('/api/profile')
  await sql`
    insert into files (id, created_at, created_by, key, name, size, content_type)
    select gen_random_uuid(), now() - interval '2 days', ${body.id}, 'attachments/' || n, 'x', 1, 'a/b' from generate_series(1, 250) n`
  await run()
  expect(
    await sql`select 1 from files where created_at < now() - interval '1 day' and attached_at is null`,
  ).toHaveLength(0)
})

test('with results that are withdrawn their files go for good, and those of what was said about them', async () => {
  const held = await make.run(project, [one])
  const [shown, said, linked] = [
    await upload(admin, png),
    await upload(admin, 'said'),
    { name: 'x', url: 'https://example.com' },
  ]
  const { body: result } = await admin.post(`/api/test-runs/${held.id}/cases/${one.id}/execute`, {
    status: 'FAILED',
    attachments: [{ name: 'x', fileKey: shown }, linked],
  })
  await admin.post('/api/comments', {
    projectId: project.id,
    entityType: 'testRunResult',
    entityId: result.id,
    content: 'Look',
    attachments: [{ name: 'x', fileKey: said }],
  })
  await platform.storage.write(`thumbnails/${idOf(shown)}`, [png])
  await sql`update files set thumbnail_key = ${`thumbnails/${idOf(shown)}`} where key = ${shown}`
  const removed = await admin.post(`/api/test-runs/${held.id}/cases/remove`, { ids: [held.testCases[0].id] })
  expect([removed.status, removed.body]).toEqual([200, { removed: 1 }])
  expect(await sql`select 1 from attachments where result_id = ${result.id}`).toHaveLength(0)
  for (const key of [shown, said]) {
    expect((await fileOf(key))?.discarded_at).not.toBeNull()
    expect(
      (await admin.post('/api/attachments', { entityType: 'testCase', entityId: one.id, name: 'x', fileKey: key }))
        .status,
    ).toBe(422)
  }
  await run()
  expect(await isThere(idOf(shown))).toBe(true)
  await aDayLater([shown, said])
  await run()
  for (const key of [shown, said]) expect([await fileOf(key), await isThere(idOf(key))]).toEqual([undefined, false])
  expect(await readdir(join(platform.config.DATA_DIR, 'files/thumbnails'))).toEqual([])
})

test('a file that another attachment has stays', async () => {
  const fileKey = await upload(admin, 'shared')
  const { url } = await attach(fileKey)
  await sql`update files set discarded_at = now() where key = ${fileKey}`
  await aDayLater([fileKey])
  await run()
  expect(await fileOf(fileKey)).toMatchObject({ discarded_at: null })
  expect((await fetchFile(admin, url)).body).toBe('shared')
})

test('where the storage fails the row stays, and the next time they go together', async () => {
  const fileKey = await upload(admin, 'x')
  await aDayLater([fileKey])
  const { remove } = platform.storage
  platform.storage.remove = () => Promise.reject(new Error('The storage is away.'))
  await expect(run()).rejects.toThrow('The storage is away.')
  platform.storage.remove = remove
  expect([(await fileOf(fileKey)) !== undefined, await isThere(idOf(fileKey))]).toEqual([true, true])
  await run()
  expect([await fileOf(fileKey), await isThere(idOf(fileKey))]).toEqual([undefined, false])
})
