import type { Ids } from './samples.ts'
import type { Client, TestServer } from './server.ts'

export const VIEWER = '01980000-0000-7000-8000-000000000005'

/** A project with one of everything in it, and one member; made by `creator`. */
export async function makeWorld(server: TestServer, creator: Client = server.admin): Promise<Required<Ids>> {
  const made = async (path: string, body: object) => {
    const answer = await creator.post(path, body)
    if (answer.status >= 300) throw new Error(`POST ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const project = await made('/api/projects', { name: `World ${crypto.randomUUID()}` })
  const inProject = (path: string, body: object) => made(path, { projectId: project.id, ...body })
  const milestone = await inProject('/api/milestones', { name: 'Milestone' })
  const configuration = await inProject('/api/configurations', {
    name: 'Configuration',
    variants: { browser: 'Firefox' },
  })
  const plan = await inProject('/api/test-plans', { name: 'Plan', milestoneId: milestone.id })
  const folder = await inProject('/api/folders', { name: 'Folder' })
  const step = { action: 'Look', expected: 'It is there' }
  const one = await inProject('/api/repository-cases', {
    title: 'Case',
    folderId: folder.id,
    tags: ['tag'],
    steps: [step],
  })
  const run = await inProject('/api/test-runs', {
    name: 'Run',
    milestoneId: milestone.id,
    planId: plan.id,
    configurationId: configuration.id,
    testCases: [{ repositoryCaseId: one.id }],
  })
  const result = await made(`/api/test-runs/${run.id}/cases/${run.testCases[0].id}/execute`, { status: 'PASSED' })
  const comment = await inProject('/api/comments', { entityType: 'repositoryCase', entityId: one.id, content: 'Look' })
  const session = crypto.randomUUID()
  await server.platform.database.sql`
    insert into sessions (id, project_id, name) values (${session}, ${project.id}, 'Session')`
  const gone = await inProject('/api/milestones', { name: 'Gone' })
  await creator.delete(`/api/milestones/${gone.id}`)
  const [deletion] = (await server.admin.get(`/api/trash?projectId=${project.id}`)).body.data
  const { user } = await server.make.user()
  const member = (await server.admin.put(`/api/projects/${project.id}/members/${user.id}`, { roleId: VIEWER })).body
  const apiToken = await made('/api/api-tokens', { name: 'ci' })
  return {
    project: project.id,
    folder: folder.id,
    case: one.id,
    step: one.steps[0].id,
    milestone: milestone.id,
    configuration: configuration.id,
    plan: plan.id,
    template: one.templateId,
    run: run.id,
    runCase: run.testCases[0].id,
    result: result.id,
    comment: comment.id,
    session,
    deletion: deletion.id,
    user: user.id,
    member: member.id,
    role: VIEWER,
    apiToken: apiToken.id,
  }
}

class Undo extends Error {
  readonly answer: unknown
  constructor(answer: unknown) {
    super()
    this.answer = answer
  }
}

/** From now on commands do their work and answer, and then nothing of it is kept: one world serves every call. */
export function keepNothing({ platform: { database } }: TestServer): void {
  const { transaction } = database
  database.transaction = async (work) => {
    try {
      return await transaction(async (tx): Promise<never> => {
        throw new Undo(await work(tx))
      })
    } catch (error) {
      if (error instanceof Undo) return error.answer as never
      throw error
    }
  }
}
