import { expect, test } from 'vitest'
import { startServer } from '../../../test/server.ts'

const { admin, make } = await startServer()
type Found = { type: string; id: string; title: string }

const find = async (q: string, extra = '', client = admin): Promise<Found[]> => {
  const { status, body } = await client.get(`/api/search/names?q=${encodeURIComponent(q)}${extra}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.results
}
const titles = (found: Found[]) => found.map(({ title }) => title)

test('finds projects, runs and cases by a part of their name', async () => {
  const project = await make.project({ name: 'Okapi' })
  const one = await make.case(project, { title: 'Feed the okapi' })
  const run = await make.run(project, [one], { name: 'okapi nightly' })
  const found = await find('OKAPI')
  expect(found).toEqual([
    { type: 'test_runs', id: run.id, projectId: project.id, projectName: 'Okapi', title: run.name, number: null },
    { type: 'projects', id: project.id, projectId: project.id, projectName: 'Okapi', title: 'Okapi', number: null },
    {
      type: 'repository_cases',
      id: one.id,
      projectId: project.id,
      projectName: 'Okapi',
      title: one.title,
      number: one.number,
    },
  ])
})

test('the number first, then what begins so, then what has it anywhere; the newest of equals', async () => {
  const project = await make.project({ name: 'Without a digit' })
  const numbered = await make.case(project, { title: 'Numbered' })
  const n = numbered.number
  await make.case(project, { title: `has ${n} inside` })
  for (const part of ['old', 'new']) await make.case(project, { title: `${n} at the start, ${part}` })
  const wanted = [`${n} at the start, new`, `${n} at the start, old`, `has ${n} inside`]
  expect(titles(await find(`${n}`, `&projectId=${project.id}`))).toEqual(['Numbered', ...wanted])
  for (const q of [`C${n}`, ` c${n} `]) expect(titles(await find(q, `&projectId=${project.id}`))).toEqual(['Numbered'])
  expect(await find('C99999999999')).toEqual([])
})

test('a description, a deleted case and a deleted run are not names', async () => {
  const project = await make.project()
  await make.case(project, { description: 'quokka' })
  const gone = await make.case(project, { title: 'quokka' })
  await admin.delete(`/api/repository-cases/${gone.id}`)
  expect(await find('quokka')).toEqual([])
  expect(await find(`C${gone.number}`)).toEqual([])
})

test('takes its text literally', async () => {
  const project = await make.project()
  await make.case(project, { title: '50%_\\ "; drop' })
  for (const q of ['%_', '%_\\', '\\ "', '"; drop']) expect(titles(await find(q)), q).toEqual(['50%_\\ "; drop'])
  expect(await find('5%')).toEqual([])
})

test('at most twenty, and without words the newest', async () => {
  const project = await make.project()
  for (let i = 0; i < 25; i++) await make.case(project, { title: `Many ${i}` })
  expect(await find('many')).toHaveLength(20)
  expect(titles(await find('', `&projectId=${project.id}`))[0]).toBe('Many 24')
})

test('only what the caller may read', async () => {
  const [open, closed] = [await make.project(), await make.project()]
  for (const project of [open, closed])
    await make.run(project, [await make.case(project, { title: 'Axolotl' })], { name: 'Axolotl run' })
  const { client } = await make.member(open, 'Viewer')
  expect(titles(await find('axolotl', '', client)).sort()).toEqual(['Axolotl', 'Axolotl run'])
  expect(await find('axolotl', `&projectId=${closed.id}`, client)).toEqual([])
  expect(await find(closed.name, '', client)).toEqual([])
  const { client: stranger } = await make.user()
  expect(await find('axolotl', '', stranger)).toEqual([])
  expect(await find('axolotl', `&projectId=${open.id}`)).toHaveLength(2)
})
