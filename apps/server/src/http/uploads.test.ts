import { existsSync } from 'node:fs'
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importInto, junit, multipart, passed } from '../../test/junit.ts'
import { startServer } from '../../test/server.ts'
import { clearLeftovers } from '../platform/leftovers.ts'

const { admin, anonymous, app, client, make, platform } = await startServer({ MAX_IMPORT_MB: '1' })
const project = await make.project()
const path = '/api/junit/import'
const waiting = join(platform.config.DATA_DIR, 'uploads')
const xml = junit(passed('a'))

/** A multipart body by hand, part by part. */
const byHand = (...parts: string[]) => `${parts.map((part) => `--x\r\n${part}\r\n`).join('')}--x--\r\n`
const disposition = (name: string, value: string, more = '') =>
  `Content-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}`
const filePart = disposition('file', xml, '; filename="a.xml"')
const projectPart = disposition('projectId', project.id)
const send = (body: string | Buffer, type = 'multipart/form-data; boundary=x', client = admin) =>
  client.call('POST', path, body, { 'content-type': type })

test('fields may follow the files', async () => {
  expect(await send(byHand(filePart, projectPart))).toMatchObject({ status: 200, body: { imported: 1 } })
})

test.each([
  ['no multipart', JSON.stringify({ projectId: project.id }), 'application/json'],
  ['an unknown type', 'x', 'application/x-tar'],
  ['no boundary', byHand(filePart), 'multipart/form-data'],
  ['another boundary', byHand(filePart), 'multipart/form-data; boundary=y'],
  ['truncated in a file', byHand(filePart).slice(0, 90), 'multipart/form-data; boundary=x'],
  ['truncated between parts', byHand(projectPart, filePart).split('--x--')[0] ?? '', 'multipart/form-data; boundary=x'],
  ['a name of the language', byHand(disposition('__proto__', 'x'), filePart), 'multipart/form-data; boundary=x'],
])('%s is a 400', async (_, body, type) => {
  expect(await send(body, type)).toMatchObject({ status: 400, body: { error: { code: 'BAD_REQUEST' } } })
})

test.each([
  ['nothing', byHand(projectPart), 'file'],
  ['an unknown part', byHand(projectPart, filePart, disposition('colour', 'red')), 'colour'],
  ['a file part of another name', byHand(projectPart, disposition('results', xml, '; filename="a.xml"')), 'results'],
  ['a part twice', byHand(projectPart, projectPart, filePart), 'projectId'],
  ['no boolean', byHand(projectPart, filePart, disposition('strict', 'perhaps')), 'strict'],
  ['a file as text', byHand(projectPart, disposition('file', '/etc/passwd')), 'file.0'],
  ['a file and a text', byHand(projectPart, filePart, disposition('file', '/etc/passwd')), 'file.1'],
  [
    'a file that JSON describes',
    byHand(
      projectPart,
      `Content-Disposition: form-data; name="file"\r\nContent-Type: application/json\r\n\r\n${JSON.stringify({ name: 'a', path: '/etc/passwd', size: 1, sha256: 'x' })}`,
    ),
    'file.0',
  ],
])('%s is a 422 that names it', async (_, body, field) => {
  const answer = await send(body)
  expect(answer.status).toBe(422)
  expect(answer.body.error.issues.map((issue: { field: string }) => issue.field)).toContain(field)
})

test.each([
  ['a large file', { 'a.xml': Buffer.alloc(1024 * 1024 + 1) }],
  ['several together', { 'a.xml': Buffer.alloc(600_000), 'b.xml': Buffer.alloc(600_000) }],
  ['more than 1000 files', Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`${i}.xml`, 'x']))],
])('%s is a 413', async (_, files) => {
  const { status, body } = await importInto(admin, { projectId: project.id }, files)
  expect([status, body.error.code]).toEqual([413, 'PAYLOAD_TOO_LARGE'])
})

test('a long text part is a 413', async () => {
  expect((await send(byHand(filePart, disposition('runName', 'x'.repeat(70_000))))).status).toBe(413)
})

test('names of files are shown as they came, without what cannot be kept', async () => {
  const answer = await importInto(
    admin,
    { projectId: project.id },
    { 'grüße 日本.xml': xml, [`${'x'.repeat(300)}.xml`]: xml },
  )
  expect(answer.body.files.map(({ name }: { name: string }) => name)).toEqual(['grüße 日本.xml', 'x'.repeat(255)])
  const nameless = disposition('file', xml).replace('\r\n\r\n', '\r\nContent-Type: application/octet-stream\r\n\r\n')
  expect((await send(byHand(disposition('projectId', project.id), nameless))).status).toBe(200)
})

test('nothing of it stays on the disk, however it ended', async () => {
  await send(byHand(projectPart, filePart))
  await send(byHand(filePart).slice(0, 90))
  await importInto(admin, { projectId: project.id }, { 'a.xml': Buffer.alloc(1024 * 1024 + 1) })
  expect(await readdir(waiting)).toEqual([])
})

test('what a killed server left is cleared away at the next start; beside a shared database only what is old', async () => {
  const [old, fresh] = [join(waiting, 'upload-old'), join(waiting, 'upload-fresh')]
  const leave = async () => {
    for (const folder of [old, fresh]) await mkdir(folder, { recursive: true })
    await writeFile(join(old, 'x'), 'x')
    await utimes(old, 0, 0)
  }
  await leave()
  await clearLeftovers(waiting, { DATABASE_URL: 'postgres://x/y' })
  expect([existsSync(old), existsSync(fresh)]).toEqual([false, true])
  await leave()
  await clearLeftovers(waiting, platform.config)
  expect(await readdir(waiting)).toEqual([])
})

/** Sends the head of an upload of 10 GB and some of it, and waits for the answer while the rest never comes. */
async function begin(headers: Record<string, string>, some: string): Promise<number> {
  const { port } = app.server.address() as AddressInfo
  const request = httpRequest({ port, path, method: 'POST', headers: { ...headers, 'content-length': 10 * 2 ** 30 } })
  request.write(some)
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve).on('error', reject)
  })
  request.destroy()
  return answer.statusCode ?? 0
}

test('who may not import hears so before a file of theirs is kept, wherever the fields stand', async () => {
  const { client: viewer } = await make.member(project, 'Viewer')
  const { client: importer, user } = await make.member(project, 'Project admin')
  const other = await make.project()
  await admin.put(`/api/projects/${other.id}/members/${user.id}`, { roleId: null })
  const { body: token } = await admin.post('/api/api-tokens', { name: 'reads', readOnly: true })
  const reader = client({ authorization: `Bearer ${token.token}` })
  const otherPart = disposition('projectId', other.id)
  // Broken in the middle of the file: whoever was let in hears 400 for that.
  const begun = (...before: string[]) => byHand(...before, filePart).slice(0, -10)
  const type = 'multipart/form-data; boundary=x'
  const statusOf = async (who: typeof admin, ...before: string[]) => (await send(begun(...before), type, who)).status
  expect(await statusOf(viewer, projectPart)).toBe(403)
  expect(await statusOf(viewer)).toBe(403)
  expect(await statusOf(reader, projectPart)).toBe(403)
  expect(await statusOf(reader)).toBe(403)
  expect(await statusOf(importer, otherPart)).toBe(404)
  expect(await statusOf(importer, disposition('projectId', 'x'))).toBe(400)
  expect(await statusOf(importer, projectPart)).toBe(400)
  expect(await statusOf(importer)).toBe(400)
  expect((await send(byHand(filePart, projectPart), type, importer)).status).toBe(200)
  expect((await send(byHand(filePart, otherPart), type, importer)).status).toBe(404)
})

test('strangers hear 401 before their bytes come, what is too large 413 when it is; who hangs up leaves nothing', async () => {
  await app.listen({ port: 0 })
  const type = { 'content-type': 'multipart/form-data; boundary=x' }
  expect(await begin(type, '--x\r\n')).toBe(401)
  expect(await begin({ ...type, authorization: 'Bearer tpi_nobody' }, '--x\r\n')).toBe(401)
  const { body, headers } = await multipart({ 'a.xml': xml })
  expect((await anonymous.call('POST', path, body, headers)).status).toBe(401)
  const { body: token } = await admin.post('/api/api-tokens', { name: 'CI' })
  const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.xml"\r\n\r\n'
  const bearer = { ...type, authorization: `Bearer ${token.token}` }
  expect(await begin(bearer, head + 'x'.repeat(2 * 1024 * 1024))).toBe(413)
  await expect.poll(() => readdir(waiting)).toEqual([])

  const { port } = app.server.address() as AddressInfo
  const leaving = httpRequest({ port, path, method: 'POST', headers: { ...bearer, 'content-length': 10 * 2 ** 30 } })
  leaving.on('error', () => undefined)
  leaving.write(head + 'x'.repeat(100_000))
  await expect.poll(() => readdir(waiting)).toHaveLength(1)
  leaving.destroy()
  await expect.poll(() => readdir(waiting)).toEqual([])
})
