import { randomUUID } from 'node:crypto'
import type { Client } from './server.ts'

// biome-ignore lint/suspicious/noExplicitAny: what the API answers, as it came.
type Made = any
type Extra = Record<string, unknown>

const unique = (name: string) => `${name} ${randomUUID().slice(0, 8)}`

/** Makes data through the API, with names of its own. What cannot be made fails the test at once. */
export function factories(admin: Client, logIn: (who: { email: string; password: string }) => Promise<Client>) {
  const made = async (path: string, body: object): Promise<Made> => {
    const { status, body: answer } = await admin.post(path, body)
    if (status !== 201) throw new Error(`POST ${path} answered ${status}: ${JSON.stringify(answer)}`)
    return answer
  }
  const inProject =
    (path: string, label: string, name: string) =>
    (project: { id: string }, extra: Extra = {}) =>
      made(path, { projectId: project.id, [label]: unique(name), ...extra })

  return {
    project: (extra: Extra = {}) => made('/api/projects', { name: unique('Project'), ...extra }),
    milestone: inProject('/api/milestones', 'name', 'Milestone'),
    folder: inProject('/api/folders', 'name', 'Folder'),
    case: inProject('/api/repository-cases', 'title', 'Case'),
    tag: inProject('/api/tags', 'name', 'Tag'),
    session: inProject('/api/sessions', 'name', 'Session'),
    issue: inProject('/api/issues', 'title', 'Issue'),
    field: (project: { id: string }, kind: string, extra: Extra = {}) =>
      inProject('/api/fields', 'name', 'Field')(project, { kind, ...extra }),
    sharedSteps: (project: { id: string }, extra: Extra = {}) =>
      inProject('/api/shared-steps', 'name', 'Shared')(project, { steps: [{ action: 'Log in' }], ...extra }),
    template: inProject('/api/templates', 'name', 'Template'),
    configuration: inProject('/api/configurations', 'name', 'Configuration'),
    integration: (extra: Extra = {}) =>
      made('/api/integrations', {
        name: unique('Jira'),
        provider: 'JIRA',
        authType: 'API_KEY',
        credentials: { baseUrl: 'https://jira.example.com', email: 'tests@example.com', apiToken: 'hunter2' },
        ...extra,
      }),
    plan: inProject('/api/test-plans', 'name', 'Plan'),
    run: (project: { id: string }, cases: { id: string }[], extra: Extra = {}) =>
      inProject(
        '/api/test-runs',
        'name',
        'Run',
      )(project, { testCases: cases.map(({ id }) => ({ repositoryCaseId: id })), ...extra }),

    /** A role that grants reading everything, unless `extra` says what. */
    role: (extra: Extra = {}) => made('/api/roles', { name: unique('Role'), grants: { '*': ['read'] }, ...extra }),

    /** An invitation, with its link. */
    invitation: (extra: Extra = {}) => made('/api/invitations', { email: `${randomUUID()}@example.com`, ...extra }),

    /** A group of these users. */
    group: (users: { id: string }[] = [], extra: Extra = {}) =>
      made('/api/groups', { name: unique('Group'), userIds: users.map(({ id }) => id), ...extra }),

    /** A user with a client that is logged in as them. */
    async user(extra: Extra = {}): Promise<{ user: Made; client: Client }> {
      const credentials = { email: `${randomUUID()}@example.com`, password: 'Some-pass-1' }
      const user = await made('/api/users', { name: unique('User'), ...credentials, ...extra })
      return { user, client: await logIn(credentials) }
    },

    /** A user who has that starting role in the project (`null`: "no access"). */
    async member(project: { id: string }, role: string | null): Promise<{ user: Made; client: Client }> {
      const one = await this.user()
      const { body } = await admin.get('/api/roles')
      const roleId = role && body.data.find(({ name }: { name: string }) => name === role).id
      const { status, body: answer } = await admin.put(`/api/projects/${project.id}/members/${one.user.id}`, { roleId })
      if (status !== 200) throw new Error(`making a member answered ${status}: ${JSON.stringify(answer)}`)
      return one
    },
  }
}
