import type { Ids } from './samples.ts'
import type { Client, TestServer } from './server.ts'
import { png, upload } from './upload.ts'

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
  const field = await inProject('/api/fields', { name: 'Field', kind: 'TEXT' })
  const { data: templates } = (await creator.get(`/api/templates?projectId=${project.id}`)).body
  await creator.put(`/api/templates/${templates[0].id}`, { fields: [{ fieldId: field.id }] })
  const template = await inProject('/api/templates', { name: 'Template', fields: [{ fieldId: field.id }] })
  const sharedSteps = await inProject('/api/shared-steps', { name: 'Shared', steps: [{ action: 'Log in' }] })
  const folder = await inProject('/api/folders', { name: 'Folder' })
  const step = { action: 'Look', expected: 'It is there' }
  const one = await inProject('/api/repository-cases', {
    title: 'Case',
    folderId: folder.id,
    tags: ['tag'],
    steps: [step],
    customFields: [{ fieldId: field.id, value: 'Value' }],
  })
  const untouched = await inProject('/api/repository-cases', { title: 'Untouched', folderId: folder.id })
  const other = await inProject('/api/repository-cases', { title: 'Other case', tags: ['other tag'] })
  const link = await made('/api/model/RepositoryCaseLink/create', {
    data: { caseA: { connect: { id: one.id } }, caseB: { connect: { id: other.id } }, type: 'DEPENDS_ON' },
  })
  const run = await inProject('/api/test-runs', {
    name: 'Run',
    milestoneId: milestone.id,
    planId: plan.id,
    configurationId: configuration.id,
    testCases: [{ repositoryCaseId: one.id }, { repositoryCaseId: untouched.id }],
  })
  const result = await made(`/api/test-runs/${run.id}/cases/${run.testCases[0].id}/execute`, { status: 'PASSED' })
  const comment = await inProject('/api/comments', { entityType: 'repositoryCase', entityId: one.id, content: 'Look' })
  const gone = await inProject('/api/milestones', { name: 'Gone' })
  await creator.delete(`/api/milestones/${gone.id}`)
  const [deletion] = (await server.admin.get(`/api/trash?projectId=${project.id}`)).body.data
  const attachment = await made('/api/attachments', {
    entityType: 'testCase',
    entityId: one.id,
    name: 'shot.png',
    fileKey: await upload(creator, png),
  })
  const { data: tags } = (await creator.get(`/api/tags?projectId=${project.id}`)).body
  const { user } = await server.make.user()
  const member = (await server.admin.put(`/api/projects/${project.id}/members/${user.id}`, { roleId: VIEWER })).body
  const role = await server.make.role()
  const group = await server.make.group([user])
  await server.admin.put(`/api/projects/${project.id}/groups/${group.id}`, { roleIds: [VIEWER] })
  const [login] = (await creator.get('/api/logins')).body.data
  const invitation = await server.make.invitation()
  const { body: reset } = await server.admin.post(`/api/users/${user.id}/password-reset`)
  const session = await inProject('/api/sessions', {
    name: 'Session',
    templateId: one.templateId,
    milestoneId: milestone.id,
    configurationId: configuration.id,
    assignedTo: user.id,
  })
  const seen = await made(`/api/sessions/${session.id}/results`, { findings: [{ type: 'BUG', title: 'It hangs' }] })
  const integration = await server.make.integration()
  const { body: atWork } = await server.admin.post(`/api/projects/${project.id}/integrations`, {
    integrationId: (await server.make.integration()).id,
  })
  const issue = await server.make.issue(project, { assignedTo: user.id, integrationId: integration.id })
  await made(`/api/issues/${issue.id}/link`, { entityType: 'testCase', entityId: one.id })
  const apiToken = await made('/api/api-tokens', { name: 'ci' })
  return {
    project: project.id,
    folder: folder.id,
    case: one.id,
    step: one.steps[0].id,
    otherCase: other.id,
    caseLink: link.data.id,
    tag: tags[1].id,
    otherTag: tags[0].id,
    milestone: milestone.id,
    configuration: configuration.id,
    plan: plan.id,
    field: field.id,
    template: template.id,
    sharedSteps: sharedSteps.id,
    run: run.id,
    // One that has no result: whoever may write runs may take it out.
    runCase: run.testCases[1].id,
    result: result.id,
    comment: comment.id,
    session: session.id,
    finding: seen.findings[0].id,
    issue: issue.id,
    integration: integration.id,
    projectIntegration: atWork.id,
    attachment: attachment.id,
    deletion: deletion.id,
    user: user.id,
    member: member.id,
    role: role.id,
    group: group.id,
    login: login.id,
    invitation: invitation.id,
    invitationToken: tokenIn(invitation.link),
    resetToken: tokenIn(reset.link),
    apiToken: apiToken.id,
  }
}

/** The token in the link of an invitation, or to choose a new password. */
export const tokenIn = (link: string) => link.split('#token=')[1] as string

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
