import type { Client, TestServer } from '../server.ts'
import type { Real } from './command.ts'
import type { Case, Link, Model } from './model.ts'

/** A project that has a little of everything. */
export async function begin(server: TestServer): Promise<{ model: Model; real: Real }> {
  const { admin, make } = server
  const project = await make.project()
  const { data } = (await admin.get(`/api/folders/tree?projectId=${project.id}`)).body
  const root = { id: data[0].id, name: data[0].name, parent: null }
  const [milestone, issue] = [
    await make.milestone(project, { name: 'Milestone 1' }),
    await make.issue(project, { name: 'Issue 1', title: 'Issue 1' }),
  ]
  const configurationIds = [(await make.configuration(project)).id, (await make.configuration(project)).id]
  const model: Model = {
    folders: [root],
    cases: [],
    milestones: [{ id: milestone.id, name: 'Milestone 1', parent: null, isCompleted: false }],
    runs: [],
    issues: [{ id: issue.id, name: 'Issue 1', touches: new Map() }],
    links: [],
    deletions: [],
  }
  for (const name of ['Case 1', 'Case 2', 'Case 3']) {
    const { id, steps } = await make.case(project, { title: name, steps: [{ action: 'Do' }, { action: 'See' }] })
    model.cases.push({ id, name, folder: root, stepIds: steps.map((step: { id: string }) => step.id) })
  }
  const [first, second, third] = model.cases as [Case, Case, Case]
  model.links.push(await depending(admin, first, second), await depending(admin, second, third))
  const run = await make.run(project, [first, second], { name: 'Run 1', milestoneId: milestone.id })
  model.runs.push({
    ...{ id: run.id, name: 'Run 1', status: 'ACTIVE', configurationIds: [] },
    milestone: model.milestones[0] ?? null,
    held: [first, second].map((one, i) => {
      return { id: run.testCases[i].id, case: one, configurationId: null, results: [] }
    }),
  })
  return { model, real: { server, projectId: project.id, configurationIds } }
}

async function depending(admin: Client, a: Case, b: Case): Promise<Link> {
  const data = { type: 'DEPENDS_ON', caseA: { connect: { id: a.id } }, caseB: { connect: { id: b.id } } }
  const { body } = await admin.post('/api/model/RepositoryCaseLink/create', { data })
  return { id: body.data.id, type: 'DEPENDS_ON', a, b }
}
