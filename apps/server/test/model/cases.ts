import { areFew, command, deleted, nameFor, nth, type Real, several, some, which } from './command.ts'
import { type Case, type Folder, isLiving, isWithin, living, type Model } from './model.ts'

export const caseCommands = [
  command('create a folder', {
    of: { parent: which },
    needs: ({ folders }) => areFew(folders),
    async does({ parent: n }, { folders }, ask, { projectId }) {
      const parent = nth(folders, n)
      const name = nameFor('Folder', folders)
      const wanted = isLiving(parent) ? 201 : 422
      const folder = await ask('POST', 'folders', { projectId, parentId: parent.id, name }, wanted)
      if (wanted === 201) folders.push({ id: folder.id, name, parent })
    },
  }),

  command('move a folder', {
    of: { folder: which, beneath: which },
    async does({ folder: n, beneath }, { folders }, ask) {
      const [folder, parent] = [nth(folders, n), nth(folders, beneath)]
      const isRoot = folder.parent === null
      const wanted = !isLiving(folder)
        ? 404
        : !isLiving(parent)
          ? 422
          : isRoot || isWithin<Folder>(parent, folder)
            ? 409
            : 200
      await ask('PUT', `folders/${folder.id}`, { parentId: parent.id }, wanted)
      if (wanted === 200) folder.parent = parent
    },
  }),

  command('delete a folder', {
    of: { folder: which },
    async does({ folder: n }, model, ask, real) {
      const folder = nth(model.folders, n)
      const wanted = folder.parent === null ? 409 : isLiving(folder) ? 204 : 404
      await ask('DELETE', `folders/${folder.id}`, undefined, wanted)
      if (wanted !== 204) return
      const folders = living(model.folders).filter((one) => isWithin<Folder>(one, folder))
      const cases = living(model.cases).filter((one) => folders.includes(one.folder))
      const deletion = await deleted(model, real, { kind: 'folder', what: folder }, [...folders, ...cases])
      for (const link of linksOf(model, cases)) link.deletion = deletion
    },
  }),

  command('create a case', {
    of: { folder: which },
    needs: ({ cases }) => areFew(cases),
    async does({ folder: n }, { folders, cases }, ask, { projectId }) {
      const folder = nth(folders, n)
      const title = nameFor('Case', cases)
      const wanted = isLiving(folder) ? 201 : 422
      const steps = [{ action: 'Do' }, { action: 'See' }]
      const made = await ask('POST', 'repository-cases', { projectId, folderId: folder.id, title, steps }, wanted)
      if (wanted !== 201) return
      const stepIds = made.steps.map(({ id }: { id: string }) => id)
      cases.push({ id: made.id, name: title, folder, stepIds })
    },
  }),

  command('move a case', {
    of: { case: which, to: which },
    async does({ case: n, to }, { folders, cases }, ask) {
      const [one, folder] = [nth(cases, n), nth(folders, to)]
      const wanted = !isLiving(one) ? 404 : !isLiving(folder) ? 422 : 200
      await ask('PUT', `repository-cases/${one.id}`, { folderId: folder.id }, wanted)
      if (wanted === 200) one.folder = folder
    },
  }),

  command('delete a case', {
    of: { case: which },
    async does({ case: n }, model, ask, real) {
      const one = nth(model.cases, n)
      await ask('DELETE', `repository-cases/${one.id}`, undefined, isLiving(one) ? 204 : 404)
      if (isLiving(one)) await gone(model, real, [one])
    },
  }),

  command('delete several cases', {
    of: { cases: several },
    async does({ cases: ns }, model, ask, real) {
      const cases = some(model.cases, ns)
      const ids = cases.map(({ id }) => id)
      const wanted = !isLiving(cases[0] as Case) ? 404 : !cases.every(isLiving) ? 422 : 204
      await ask('POST', 'repository-cases/bulk-delete', { ids }, wanted)
      if (wanted === 204) await gone(model, real, cases)
    },
  }),
]

const linksOf = ({ links }: Model, cases: Case[]) =>
  living(links).filter(({ a, b }) => cases.includes(a) || cases.includes(b))

/** Cases go with their links. */
async function gone(model: Model, real: Real, cases: Case[]) {
  const deletion = await deleted(model, real, { kind: 'case', what: cases[0] as Case }, cases)
  for (const link of linksOf(model, cases)) link.deletion = deletion
}
