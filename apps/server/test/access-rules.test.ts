import { expect, test } from 'vitest'
import { entityTables } from '../src/pipeline/entities.ts'
import { commands, type Named, operations } from './operations.ts'

// The access matrix believes the declarations: here they are held against what their inputs speak of.

const inProject = Object.entries(entityTables)
  .filter(([entity, { inProject: isIn }]) => isIn || entity === 'project')
  .map(([entity]) => entity)

/** The names of input fields that lead to a project: `projectId`, `milestoneId`, `testRunId`. */
const leads = ({ operation }: Named) => {
  const fields = Object.keys((operation.input as unknown as { shape: object }).shape)
  return fields.filter((field) => inProject.some((entity) => new RegExp(`(^|[a-z])${entity}Ids?$`, 'i').test(field)))
}

test.each(operations.map((one) => [one.name, one] as const))(
  '%s: what speaks of a project asks for a grant there',
  (_, one) => {
    if (!leads(one).length) return
    // Administrators may do everything in every project.
    expect(['project', 'either', 'subject', 'readable', 'admin']).toContain(one.operation.access.scope)
  },
)

test('what needs no login, or any login, is a short list that somebody has looked at', () => {
  const open = operations.filter(({ operation }) => ['anyone', 'login'].includes(operation.access.scope))
  expect(open.map(({ name, operation }) => `${name}: ${operation.access.scope}`)).toEqual([
    'auth.setupState: anyone',
    'auth.setup: anyone',
    'auth.login: anyone',
    'auth.acceptInvitation: anyone',
    'auth.logout: login',
    'auth.session: login',
    'auth.changePassword: login',
    'auth.forgotPassword: anyone',
    'auth.resetPassword: anyone',
    'auth.listLogins: login',
    'auth.endLogin: login',
    'auth.endOtherLogins: login',
    'auth.listApiTokens: login',
    'auth.createApiToken: login',
    'auth.deleteApiToken: login',
    'users.profile: login',
    'users.updateProfile: login',
    'roles.list: login',
    'roles.get: login',
    'attachments.requestUpload: login',
    'notifications.list: login',
    'notifications.countUnread: login',
    'notifications.read: login',
    'notifications.preferences: login',
    'notifications.updatePreferences: login',
  ])
})

test('what strangers may send is kept for no Idempotency-Key: there is nobody whose key it could be', () => {
  const open = commands.filter(({ operation: { access } }) => access.scope === 'anyone')
  expect(open.filter(({ operation }) => !operation.secret).map(({ name }) => name)).toEqual([])
})

test('a command that writes asks for more than reading', () => {
  const readers = commands.filter(({ operation: { access } }) => 'verb' in access && access.verb === 'read')
  expect(readers.map(({ name }) => name)).toEqual([])
})
