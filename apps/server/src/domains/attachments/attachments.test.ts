import { expect, test } from 'vitest'
import { type Answered, type Client, noId, startServer } from '../../../test/server.ts'
import { fetchFile, png, upload } from '../../../test/upload.ts'

let now = new Date()
const server = await startServer({ MAX_UPLOAD_MB: '1' }, { now: () => now })
const { admin, anonymous, client, make, platform } = server
const { sql } = platform.database
const path = '/api/attachments'
const project = await make.project()
const tester = await make.member(project, 'Tester')
const other = await make.member(project, 'Tester')
const viewer = await make.member(project, 'Viewer')
const lead = await make.member(project, 'Project admin')

const one = await make.case(project, { steps: [{ action: 'Look' }] })
const run = await make.run(project, [one])
const { body: result } = await admin.post(`/api/test-runs/${run.id}/cases/${one.id}/execute`, { status: 'FAILED' })
const session = crypto.randomUUID()
await sql`insert into sessions (id, project_id, name) values (${session}, ${project.id}, 'Session')`
const comment = async (who: Client, entityType = 'repositoryCase', entityId = one.id) =>
  (await who.post('/api/comments', { projectId: project.id, entityType, entityId, content: 'Look' })).body

const ask = (who: Client, extra = {}) =>
  who.post('/api/get-attachment-url', { fileName: 'a.txt', fileSize: 3, contentType: 'text/plain', ...extra })
const attach = (who: Client, extra: object) =>
  who.post(path, { entityType: 'testCase', entityId: one.id, name: 'note.txt', ...extra })
const list = async (entityType: string, entityId: string) =>
  (await admin.get(`${path}?entityType=${entityType}&entityId=${entityId}`)).body.data
const fieldOf = ({ status, body }: Answered) => [status, body.error?.details?.field]
const filesOf = (key: string) => sql`select * from files where key = ${key}`

test('a file that was uploaded can be attached, listed and fetched', async () => {
  const fileKey = await upload(tester.client, 'hello', { fileName: 'notes.txt' })
  const { status, body } = await attach(tester.client, { fileKey, name: 'Notes.txt' })
  expect(status, JSON.stringify(body)).toBe(201)
  expect(body).toEqual({
    id: body.id,
    name: 'Notes.txt',
    url: `${path}/${body.id}`,
    size: 5,
    contentType: 'text/plain',
    thumbnailUrl: null,
    createdAt: body.createdAt,
    updatedAt: body.createdAt,
    createdBy: tester.user.id,
    updatedBy: tester.user.id,
    deleted: false,
    projectId: project.id,
    entityType: 'testCase',
    entityId: one.id,
  })
  expect(await list('testCase', one.id)).toEqual([body])
  const redirect = await viewer.client.get(body.url)
  expect(redirect).toMatchObject({ status: 302, body: '', headers: { 'cache-control': 'private, max-age=240' } })
  const file = await anonymous.get(String(redirect.headers.location))
  expect(file).toMatchObject({
    status: 200,
    body: 'hello',
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': "attachment; filename*=UTF-8''Notes.txt",
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    },
  })
})

test('the address of an upload is that of an hour, and says nothing but what was stated', async () => {
  const { body } = await ask(tester.client, { fileName: 'Schnappschuß ✓/../x.png' })
  expect(body.fileKey).toMatch(/^attachments\/[\da-f-]{36}\/Schnappschu_.._x\.png$/)
  expect(Date.parse(body.expires) - now.getTime()).toBe(3_600_000)
  expect(body.uploadUrl).toMatch(/^http:\/\/localhost\/files\//)
  for (const fileName of ['../../etc/passwd', '.htaccess', '...', '日本.png', '\u202egnp.exe', 'x'.repeat(255)])
    expect((await ask(tester.client, { fileName })).body.fileKey).toMatch(
      /^attachments\/[\da-f-]{36}\/[\w-][\w.-]{0,99}$/,
    )
})

test('what is too large, or no type, is refused', async () => {
  expect((await ask(tester.client, { fileSize: 1024 * 1024 })).status).toBe(200)
  const { status, body } = await ask(tester.client, { fileSize: 1024 * 1024 + 1 })
  expect([status, body.error.code]).toEqual([413, 'PAYLOAD_TOO_LARGE'])
  for (const contentType of ['', 'text', 'text/', 'text/plain\r\nx: y', 'text/<script>', 'text/plain; a=\u0001'])
    expect(fieldOf(await ask(tester.client, { contentType }))).toEqual([422, 'contentType'])
  expect((await ask(tester.client, { contentType: 'text/html; charset=utf-8' })).status).toBe(200)
})

test('nothing is attached before its bytes have come', async () => {
  const { body } = await ask(tester.client)
  expect(fieldOf(await attach(tester.client, { fileKey: body.fileKey }))).toEqual([422, 'fileKey'])
  const at = new URL(body.uploadUrl).pathname
  expect((await anonymous.call('PUT', at, Buffer.from('abc'), { 'content-type': 'text/plain' })).status).toBe(204)
  expect((await attach(tester.client, { fileKey: body.fileKey })).status).toBe(201)
})

test('a key serves once, for who asked for it', async () => {
  const fileKey = await upload(tester.client, 'mine')
  for (const who of [other.client, admin]) expect(fieldOf(await attach(who, { fileKey }))).toEqual([422, 'fileKey'])
  const answers = await Promise.all(Array.from({ length: 8 }, () => attach(tester.client, { fileKey })))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(422)])
  const [made] = answers.filter(({ status }) => status === 201)
  expect(fieldOf(await attach(tester.client, { fileKey, entityType: 'testRun', entityId: run.id }))).toEqual([
    422,
    'fileKey',
  ])
  await tester.client.delete(`${path}/${made?.body.id}`)
  expect(fieldOf(await attach(tester.client, { fileKey }))).toEqual([422, 'fileKey'])
})

test('a key that is none of ours is refused, and no path is looked at for it', async () => {
  const fileKey = await upload(tester.client, 'x')
  const id = fileKey.split('/')[1]
  for (const wrong of [
    `attachments/${noId}/x.html`,
    `attachments/${id}/other.txt`,
    `attachments/${id}`,
    `attachments/../attachments/${id}/note.txt`,
    `attachments/${id}/../../../app-secret`,
    '../app-secret',
    '/etc/passwd',
    'attachments/..',
    '',
  ])
    expect(fieldOf(await attach(tester.client, { fileKey: wrong }))).toEqual([422, 'fileKey'])
  expect((await filesOf(fileKey))[0]?.attached_at).toBeNull()
})

test('a link is kept and never fetched; it is a link or a file', async () => {
  const { status, body } = await attach(tester.client, { url: 'https://example.com/a?b=1', name: 'Build' })
  expect([status, body.url, body.size, body.contentType]).toEqual([201, 'https://example.com/a?b=1', null, null])
  const redirect = await viewer.client.get(`${path}/${body.id}`)
  expect([redirect.status, redirect.headers.location]).toEqual([302, body.url])
  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'ftp://example.com', '/etc/passwd', 'https://'])
    expect(fieldOf(await attach(tester.client, { url }))).toEqual([422, 'url'])
  expect(fieldOf(await attach(tester.client, {}))).toEqual([422, 'url'])
  expect(fieldOf(await attach(tester.client, { url: body.url, fileKey: 'x' }))).toEqual([422, 'url'])
})

test('stands at each of them, in the order in which it came', async () => {
  const { id: commentId } = await comment(tester.client)
  for (const [entityType, entityId] of [
    ['step', one.steps[0].id],
    ['testRun', run.id],
    ['testRunResult', result.id],
    ['session', session],
    ['comment', commentId],
  ]) {
    const made = []
    for (const name of ['b', 'a', 'c']) {
      const answer = await attach(tester.client, {
        entityType,
        entityId,
        name,
        fileKey: await upload(tester.client, name),
      })
      expect(answer.status, JSON.stringify(answer.body)).toBe(201)
      made.push(answer.body)
    }
    expect(await list(entityType, entityId)).toEqual(made)
    for (const { url, name } of made) expect((await fetchFile(viewer.client, url)).body).toBe(name)
  }
})

test('a page goes on where the one before ended', async () => {
  const about = await make.case(project)
  for (const name of ['a', 'b', 'c', 'd', 'e'])
    await attach(admin, { entityId: about.id, name, url: 'https://example.com' })
  const names: string[] = []
  let cursor = ''
  do {
    const { body } = await admin.get(`${path}?entityType=testCase&entityId=${about.id}&limit=2${cursor}`)
    names.push(...body.data.map(({ name }: { name: string }) => name))
    cursor = body.pagination.nextCursor && `&cursor=${body.pagination.nextCursor}`
  } while (cursor)
  expect(names.join('')).toBe('abcde')
})

test('images alone show in the page, by what they are and not by what they are called', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const html = '<script>alert(1)</script>'
  for (const [content, contentType, served, kind] of [
    [png, 'image/png', 'image/png', 'inline'],
    [png, 'text/html', 'image/png', 'inline'],
    [Buffer.from('GIF89a...........'), 'image/gif', 'image/gif', 'inline'],
    [Buffer.from('\xff\xd8\xff\xe0.........', 'latin1'), 'image/jpeg', 'image/jpeg', 'inline'],
    [Buffer.from('RIFF\x01\x02\x0a\x04WEBPVP8 ', 'latin1'), 'image/webp', 'image/webp', 'inline'],
    [svg, 'image/svg+xml', 'application/octet-stream', 'attachment'],
    [html, 'image/png', 'application/octet-stream', 'attachment'],
    [html, 'text/html', 'application/octet-stream', 'attachment'],
    ['GIF', 'image/gif', 'application/octet-stream', 'attachment'],
    ['', 'image/png', 'application/octet-stream', 'attachment'],
  ] as const) {
    const fileKey = await upload(tester.client, content, { contentType })
    const { headers } = await fetchFile(viewer.client, (await attach(tester.client, { fileKey })).body.url)
    expect(headers['content-type']).toBe(served)
    expect(headers['content-disposition']).toBe(`${kind}; filename*=UTF-8''note.txt`)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
  }
})

test('who may not write there attaches and removes nothing; who may not read there sees nothing', async () => {
  const outsider = (await make.user()).client
  const fileKey = await upload(viewer.client, 'x')
  expect((await attach(viewer.client, { fileKey })).status).toBe(403)
  expect((await attach(outsider, { url: 'https://example.com' })).status).toBe(404)
  const { body } = await attach(tester.client, { fileKey: await upload(tester.client, 'x') })
  expect((await viewer.client.delete(`${path}/${body.id}`)).status).toBe(403)
  for (const call of ['get', 'delete'] as const) expect((await outsider[call](`${path}/${body.id}`)).status).toBe(404)
  expect((await anonymous.get(`${path}/${body.id}`)).status).toBe(401)
  const { token } = (await tester.client.post('/api/api-tokens', { name: 'reads', readOnly: true })).body
  const reader = client({ authorization: `Bearer ${token}` })
  expect([(await reader.get(`${path}/${body.id}`)).status, (await ask(reader)).status]).toEqual([302, 403])
})

test('the area of what it stands at decides, and of a comment that of its subject too', async () => {
  const role = async (grants: object) => {
    const id = crypto.randomUUID()
    await sql`insert into roles (id, name, grants) values (${id}, ${id}, ${JSON.stringify(grants)})`
    const { user, client } = await make.user()
    await admin.put(`/api/projects/${project.id}/members/${user.id}`, { roleId: id })
    return client
  }
  const all = ['read', 'write', 'delete']
  const runner = await role({ runs: all, comments: all })
  const { body: atRun } = await attach(admin, { entityType: 'testRun', entityId: run.id, url: 'https://example.com' })
  const { body: atCase } = await attach(admin, { url: 'https://example.com' })
  const say = async (entityType: string, entityId: string) => {
    const { id } = await comment(admin, entityType, entityId)
    return (await attach(admin, { entityType: 'comment', entityId: id, url: 'https://example.com' })).body
  }
  const [onRun, onCase] = [await say('testRun', run.id), await say('repositoryCase', one.id)]
  for (const [{ id }, status] of [
    [atRun, 302],
    [onRun, 302],
    [atCase, 404],
    [onCase, 404],
  ])
    expect((await runner.get(`${path}/${id}`)).status).toBe(status)
  expect((await runner.delete(`${path}/${atCase.id}`)).status).toBe(404)
  expect((await runner.get(`${path}?entityType=comment&entityId=${onCase.entityId}`)).status).toBe(404)
  expect((await runner.delete(`${path}/${atRun.id}`)).status).toBe(204)
})

test('what another showed with a result or a comment takes the right to delete; to a comment only its author adds', async () => {
  const mine = await comment(tester.client)
  const at = { entityType: 'comment', entityId: mine.id, url: 'https://example.com' }
  expect((await attach(other.client, at)).status).toBe(403)
  const { body: onComment } = await attach(tester.client, at)
  const { body: onResult } = await attach(tester.client, { ...at, entityType: 'testRunResult', entityId: result.id })
  for (const { id } of [onComment, onResult]) {
    expect((await other.client.delete(`${path}/${id}`)).status).toBe(403)
    expect((await lead.client.delete(`${path}/${id}`)).status).toBe(204)
  }
  const { body: own } = await attach(tester.client, at)
  expect((await tester.client.delete(`${path}/${own.id}`)).status).toBe(204)
})

test('a run that is over keeps what its results show', async () => {
  const over = await make.run(project, [one])
  const { body } = await admin.post(`/api/test-runs/${over.id}/cases/${one.id}/execute`, { status: 'PASSED' })
  const at = { entityType: 'testRunResult', entityId: body.id, url: 'https://example.com' }
  const { body: before } = await attach(admin, at)
  await admin.put(`/api/test-runs/${over.id}`, { status: 'COMPLETED' })
  expect((await attach(admin, at)).status).toBe(409)
  expect((await admin.delete(`${path}/${before.id}`)).status).toBe(409)
  expect(await list('testRunResult', body.id)).toHaveLength(1)
})

test('what is gone is not fetched any more; a deleted case is still read in the runs that hold it', async () => {
  const [held, alone] = [await make.case(project), await make.case(project)]
  const [its, lonely] = await Promise.all(
    [held, alone].map(async ({ id }) => (await attach(admin, { entityId: id, url: 'https://example.com' })).body),
  )
  const { id: runId } = await make.run(project, [held])
  for (const { id } of [held, alone]) await admin.delete(`/api/repository-cases/${id}`)
  const seen = async ({ id }: { id: string }) => (await viewer.client.get(`${path}/${id}`)).status
  expect([await seen(its), await seen(lonely)]).toEqual([302, 404])
  await admin.delete(`/api/test-runs/${runId}`)
  expect(await seen(its)).toBe(404)
  const { body } = await attach(admin, { url: 'https://example.com' })
  expect((await admin.delete(`${path}/${body.id}`)).status).toBe(204)
  expect([await seen(body), (await admin.delete(`${path}/${body.id}`)).status]).toEqual([404, 404])
})

test('its address is that of five minutes', async () => {
  const { body } = await attach(tester.client, { fileKey: await upload(tester.client, 'x') })
  const { headers } = await viewer.client.get(body.url)
  now = new Date(now.getTime() + 300_000)
  expect((await anonymous.get(String(headers.location))).status).toBe(403)
  expect((await fetchFile(viewer.client, body.url)).body).toBe('x')
})

test('what was removed can be brought back, while that is there which it stood at', async () => {
  const [about, said] = [await make.case(project), await comment(tester.client)]
  const step = (await make.case(project, { steps: [{ action: 'Look' }] })).steps[0].id
  for (const [entityType, entityId] of [
    ['testCase', about.id],
    ['step', step],
    ['testRun', run.id],
    ['testRunResult', result.id],
    ['session', session],
    ['comment', said.id],
  ]) {
    const { body } = await attach(tester.client, { entityType, entityId, fileKey: await upload(tester.client, 'x') })
    expect((await tester.client.delete(`${path}/${body.id}`)).status).toBe(204)
    const [{ id, name }] = (await admin.get('/api/trash?entityType=attachment')).body.data
    expect(name).toBe('note.txt')
    if (entityType === 'comment') {
      await tester.client.delete(`/api/comments/${said.id}`)
      expect((await admin.post(`/api/trash/${id}/restore`)).status).toBe(409)
      continue
    }
    expect((await admin.post(`/api/trash/${id}/restore`)).status).toBe(200)
    expect((await fetchFile(viewer.client, body.url)).body).toBe('x')
  }
})
