import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { startServer } from '../../../test/server.ts'

const { admin, make, platform } = await startServer()
const { sql } = platform.database

/** Counters as they are kept, and what they should be. */
async function countsOf(project: { id: string }) {
  const [row] = await sql`
    select p.case_count as kept, (select count(*)::int from cases c where c.project_id = p.id and c.deleted_at is null) as living,
           (select count(*)::int from folders f where f.project_id = p.id and f.case_count <>
             (select count(*) from cases c where c.folder_id = f.id and c.deleted_at is null)) as wrong_folders
      from projects p where p.id = ${project.id}`
  return row
}

test('twenty cases made at once in one folder are twenty', async () => {
  const project = await make.project()
  const folder = await make.folder(project)
  await Promise.all(Array.from({ length: 20 }, () => make.case(project, { folderId: folder.id })))
  expect(await countsOf(project)).toEqual({ kept: 20, living: 20, wrong_folders: 0 })
  expect((await admin.get(`/api/folders/${folder.id}`)).body.caseCount).toBe(20)
})

test('moves back and forth at once leave the counts right', async () => {
  const project = await make.project()
  const [a, b] = [await make.folder(project), await make.folder(project)]
  const cases = await Promise.all(Array.from({ length: 10 }, () => make.case(project, { folderId: a.id })))
  const move = ({ id }: { id: string }, folderId: string) => admin.put(`/api/repository-cases/${id}`, { folderId })
  const answers = await Promise.all(cases.flatMap((one, i) => [move(one, b.id), move(one, i % 2 ? a.id : b.id)]))
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  expect(await countsOf(project)).toEqual({ kept: 10, living: 10, wrong_folders: 0 })
})

test('a list of a folder or a project has its exact total above ten thousand', async () => {
  const project = await make.project()
  const { folderId, templateId, id } = await make.case(project, { title: 'The one' })
  const copies = 10_050
  await sql`
    insert into cases (id, project_id, folder_id, template_id, title, automation_status)
    select gen_random_uuid(), ${project.id}, ${folderId}, ${templateId}, 'Copy', 'MANUAL' from generate_series(1, ${copies}::int)`
  await sql`update folders set case_count = case_count + ${copies} where id = ${folderId}`
  await sql`update projects set case_count = case_count + ${copies} where id = ${project.id}`
  const pagination = async (query: string) =>
    (await admin.get(`/api/repository-cases?projectId=${project.id}&limit=1${query}`)).body.pagination
  for (const query of ['', `&folderId=${folderId}`, '&sort=title', '&includeSubfolders=true']) {
    const { total, totalIsExact } = await pagination(query)
    expect([total, totalIsExact], query).toEqual([copies + 1, undefined])
  }
  expect(await pagination('&search=copy')).toMatchObject({ total: 10_000, totalIsExact: false })
  await admin.delete(`/api/repository-cases/${id}`)
  expect((await pagination('')).total).toBe(copies)
})

interface Model {
  /** Living folders, and the parent of each. */
  parents: Map<string, string>
  /** Living cases, and the folder of each. */
  folders: Map<string, string>
}
type Step = { kind: 'folder' | 'case' | 'move' | 'moveFolder' | 'drop' | 'dropFolder'; a: number; b: number }

const step = fc.record<Step>({
  kind: fc.constantFrom('folder', 'case', 'case', 'move', 'moveFolder', 'drop', 'dropFolder'),
  a: fc.nat(),
  b: fc.nat(),
})
const pick = (keys: Iterable<string>, n: number) => [...keys][n % Math.max(1, [...keys].length)]

test('counts agree with a plain model after any sequence', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (sequence) => {
      const project = await make.project()
      const { data } = (await admin.get(`/api/folders/tree?projectId=${project.id}`)).body
      const root: string = data[0].id
      const model: Model = { parents: new Map(), folders: new Map() }
      for (const one of sequence) await run(project, root, model, one)

      const expected = (id: string): number =>
        [...model.folders.values()].filter((folder) => folder === id).length +
        [...model.parents].filter(([, parent]) => parent === id).reduce((sum, [child]) => sum + expected(child), 0)
      const tree = (await admin.get(`/api/folders/tree?projectId=${project.id}`)).body.data
      const counted = Object.fromEntries(tree.map((f: { id: string; caseCount: number }) => [f.id, f.caseCount]))
      const wanted = Object.fromEntries([root, ...model.parents.keys()].map((id) => [id, expected(id)]))
      expect(counted).toEqual(wanted)
      expect(await countsOf(project)).toEqual({
        kept: model.folders.size,
        living: model.folders.size,
        wrong_folders: 0,
      })
    }),
    { numRuns: 12 },
  )
})

const isBeneath = ({ parents }: Model, id: string | undefined, top: string): boolean =>
  id !== undefined && (id === top || isBeneath({ parents } as Model, parents.get(id), top))

async function run(project: { id: string }, root: string, model: Model, { kind, a, b }: Step): Promise<void> {
  const { parents, folders } = model
  const target = pick([root, ...parents.keys()], b) as string
  const [oneCase, oneFolder] = [pick(folders.keys(), a), pick(parents.keys(), a)]
  if (kind === 'folder') parents.set((await make.folder(project, { parentId: target })).id, target)
  if (kind === 'case') folders.set((await make.case(project, { folderId: target })).id, target)
  if (kind === 'move' && oneCase) {
    await admin.put(`/api/repository-cases/${oneCase}`, { folderId: target })
    folders.set(oneCase, target)
  }
  if (kind === 'moveFolder' && oneFolder) {
    const { status } = await admin.put(`/api/folders/${oneFolder}`, { parentId: target })
    expect(status).toBe(isBeneath(model, target, oneFolder) ? 409 : 200)
    if (status === 200) parents.set(oneFolder, target)
  }
  if (kind === 'drop' && oneCase) {
    await admin.delete(`/api/repository-cases/${oneCase}`)
    folders.delete(oneCase)
  }
  if (kind === 'dropFolder' && oneFolder) {
    await admin.delete(`/api/folders/${oneFolder}`)
    for (const [id, folder] of [...folders]) if (isBeneath(model, folder, oneFolder)) folders.delete(id)
    const gone = [...parents.keys()].filter((id) => isBeneath(model, id, oneFolder))
    for (const id of gone) parents.delete(id)
  }
}
