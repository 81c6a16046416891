import { expect, test } from 'vitest'
import { type Answered, startServer } from '../../../test/server.ts'
import { fetchFile, upload } from '../../../test/upload.ts'

const { admin, make } = await startServer()
const path = '/api/repository-cases'
const project = await make.project()
const tester = await make.member(project, 'Tester')
const viewer = await make.member(project, 'Viewer')
type Attachment = { id: string; name: string; url: string }

const file = async (name: string) => ({ name, fileKey: await upload(tester.client, name) })
const link = (name: string) => ({ name, url: `https://example.com/${name}` })
const create = async (body: object) => {
  const answer = await tester.client.post(path, { projectId: project.id, title: 'Case', ...body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}
const read = async ({ id }: { id: string }) => (await tester.client.get(`${path}/${id}`)).body
const change = async ({ id }: { id: string }, body: object) => {
  const answer = await tester.client.put(`${path}/${id}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  expect(await read({ id })).toEqual(answer.body)
  return answer.body
}
const namesOf = (attachments: Attachment[]) => attachments.map(({ name }) => name)
const fieldsOf = ({ status, body }: Answered) => [
  status,
  ...body.error.issues.map(({ field }: { field: string }) => field),
]

test('a case and its steps show files and links', async () => {
  const one = await create({
    attachments: [await file('a'), link('b')],
    steps: [
      { action: 'Second', order: 2, attachments: [await file('c')] },
      { action: 'First', order: 1, attachments: [link('d'), await file('e')] },
      { action: 'Third', order: 3 },
    ],
  })
  expect(namesOf(one.attachments)).toEqual(['a', 'b'])
  expect(one.steps.map((step: { attachments: Attachment[] }) => namesOf(step.attachments))).toEqual([
    ['d', 'e'],
    ['c'],
    [],
  ])
  expect(await read(one)).toEqual(one)
  expect((await admin.get(`${path}?projectId=${project.id}`)).body.data[0]).toEqual(one)
  expect((await fetchFile(viewer.client, one.steps[1].attachments[0].url)).body).toBe('c')
})

test('what GET gave can be PUT back, and changes nothing', async () => {
  const one = await create({
    attachments: [await file('a'), link('b')],
    steps: [{ action: 'x', attachments: [await file('c')] }],
  })
  const { version: _, updatedAt: __, updatedBy: ___, ...same } = one
  expect(await change(one, one)).toMatchObject(same)
})

test('a list replaces the one that was there; what it does not speak of stays', async () => {
  const steps = [
    { action: 'x', attachments: [await file('s'), await file('t')] },
    { action: 'y', attachments: [await file('u')] },
  ]
  const one = await create({ attachments: [await file('a'), await file('b'), link('c')], steps })
  const [a, , c] = one.attachments
  const two = await change(one, { attachments: [c, await file('d'), { id: a.id, name: 'called otherwise' }] })
  expect(namesOf(two.attachments)).toEqual(['c', 'd', 'a'])
  expect(two.steps).toEqual(one.steps)
  const [x, y] = one.steps
  const three = await change(one, {
    steps: [
      { id: y.id, action: 'y' },
      { id: x.id, action: 'x', attachments: [x.attachments[1]] },
      { action: 'z', attachments: [await file('v')] },
    ],
  })
  expect(three.steps.map((step: { attachments: Attachment[] }) => namesOf(step.attachments))).toEqual([
    ['u'],
    ['t'],
    ['v'],
  ])
  expect(three.attachments).toEqual(two.attachments)
  expect((await viewer.client.get(one.attachments[1].url)).status).toBe(404)
  expect((await change(one, { attachments: [] })).attachments).toEqual([])
  const back = await change(one, { steps: [three.steps[1]] })
  expect(namesOf((await change(back, { steps: [{ id: y.id, action: 'y' }] })).steps[0].attachments)).toEqual(['u'])
})

test('what is attached by itself stands behind the list, and is of it from then on', async () => {
  const one = await create({ attachments: [link('a'), link('b')] })
  for (const name of ['c', 'd'])
    await tester.client.post('/api/attachments', { entityType: 'testCase', entityId: one.id, ...link(name) })
  const { attachments } = await read(one)
  expect(namesOf(attachments)).toEqual(['a', 'b', 'c', 'd'])
  expect(namesOf((await change(one, { attachments: attachments.toReversed() })).attachments)).toEqual([
    'd',
    'c',
    'b',
    'a',
  ])
})

test('what is wrong is named where it stands, and nothing is done', async () => {
  const other = await create({ attachments: [link('x')] })
  const mine = await file('mine')
  const one = await create({ attachments: [link('a')], steps: [{ action: 'x' }] })
  const [a] = one.attachments
  const [step] = one.steps
  const wrong = {
    title: 'Changed',
    attachments: [a, other.attachments[0], { name: 'x', fileKey: 'x' }, a, mine],
    steps: [{ ...step, attachments: [mine, a, { name: 'x', url: 'ftp://x' }] }],
  }
  expect(fieldsOf(await tester.client.put(`${path}/${one.id}`, wrong))).toEqual([422, 'steps.0.attachments.2.url'])
  wrong.steps[0]?.attachments.pop()
  expect(fieldsOf(await tester.client.put(`${path}/${one.id}`, wrong))).toEqual([
    422,
    'attachments.1.id',
    'attachments.2.fileKey',
    'attachments.3.id',
    'steps.0.attachments.0.fileKey',
    'steps.0.attachments.1.id',
  ])
  expect(await read(one)).toEqual(one)
  const draft = { projectId: project.id, title: 'x', attachments: [mine], steps: [{ action: 'x', attachments: [a] }] }
  expect(fieldsOf(await tester.client.post(path, draft))).toEqual([422, 'steps.0.attachments.0.id'])
  expect(fieldsOf(await admin.post(path, { ...draft, steps: [] }))).toEqual([422, 'attachments.0.fileKey'])
  expect((await tester.client.post(path, { ...draft, steps: [] })).status).toBe(201)
})

test('more files than anybody attaches at once are refused before they are looked for', async () => {
  const attachments = Array.from({ length: 100 }, (_, i) => ({ name: 'x', fileKey: `attachments/${i}` }))
  const steps = Array.from({ length: 11 }, (_, n) => ({
    action: 'x',
    attachments: attachments.map(({ name, fileKey }) => ({ name, fileKey: `${fileKey}/${n}` })),
  }))
  const answer = await tester.client.post(path, { projectId: project.id, title: 'x', steps })
  expect(fieldsOf(answer)).toEqual([422, 'attachments'])
})
