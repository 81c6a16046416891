import * as z from 'zod'
import { base, changes } from '../../common/entity.ts'
import { Id, ref } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { line, name, text } from '../../common/text.ts'
import { HttpUrl } from '../../common/url.ts'
import type { Issue } from '../../errors.ts'

export const Provider = z.enum(['JIRA', 'GITHUB', 'AZURE_DEVOPS', 'SIMPLE_URL'])
export type Provider = z.infer<typeof Provider>
const AuthType = z.enum(['NONE', 'API_KEY', 'OAUTH2'])
type AuthType = z.infer<typeof AuthType>
const IntegrationStatus = z.enum(['ACTIVE', 'INACTIVE', 'ERROR'])

const secret = line(5000).min(1)
const Credentials = z
  .strictObject({
    baseUrl: HttpUrl,
    email: line(254).min(1),
    apiToken: secret,
    clientId: line(500).min(1),
    clientSecret: secret,
  })
  .partial()
export type Credentials = z.infer<typeof Credentials>

const Settings = z
  .strictObject({
    authUrl: HttpUrl.meta({ description: "Where Jira authorizes. Default: Atlassian's own." }),
    apiUrl: HttpUrl.meta({ description: "Where its API is. Default: Atlassian's, or GitHub's own." }),
    issueUrl: HttpUrl.refine((url) => url.includes('{key}'), {
      error: 'must hold {key}: where the key of an issue goes',
    }),
  })
  .partial()
type Settings = z.infer<typeof Settings>

interface Way {
  credentials: (keyof Credentials)[]
  settings: (keyof Settings)[]
}
/** How one logs in at each provider, with which credentials, all of them needed, and what can be set. */
const ways: Record<Provider, Partial<Record<AuthType, Way>>> = {
  JIRA: {
    API_KEY: { credentials: ['baseUrl', 'email', 'apiToken'], settings: [] },
    OAUTH2: { credentials: ['clientId', 'clientSecret'], settings: ['authUrl', 'apiUrl'] },
  },
  GITHUB: { API_KEY: { credentials: ['apiToken'], settings: ['apiUrl'] } },
  AZURE_DEVOPS: { API_KEY: { credentials: ['baseUrl', 'apiToken'], settings: [] } },
  SIMPLE_URL: { NONE: { credentials: [], settings: ['issueUrl'] } },
}

interface Integrating {
  provider: Provider
  authType: AuthType
  /** Not looked at where none are given. */
  credentials?: Credentials | undefined
  settings: Settings
}

/** What does not fit together in an integration, by its fields. */
export function faultsOf({ provider, authType, credentials, settings }: Integrating): Issue[] {
  const way = ways[provider][authType]
  if (!way) return [{ field: 'authType', message: `is none of ${Object.keys(ways[provider]).join(', ')}` }]
  return [
    ...(credentials ? faultsIn('credentials', credentials, way.credentials, way.credentials) : []),
    ...faultsIn('settings', settings, way.settings, provider === 'SIMPLE_URL' ? way.settings : []),
  ]
}

function faultsIn(field: string, given: object, known: string[], needed: string[]): Issue[] {
  const names = Object.keys(given)
  return [
    ...names
      .filter((one) => !known.includes(one))
      .map((one) => ({ field: `${field}.${one}`, message: 'is not known here' })),
    ...needed
      .filter((one) => !names.includes(one))
      .map((one) => ({ field: `${field}.${one}`, message: 'is required' })),
  ]
}

const fields = {
  name: name(),
  authType: AuthType,
  credentials: Credentials.meta({
    description:
      'Encrypted, and never sent back. Jira by API_KEY takes baseUrl, email and apiToken, by OAUTH2 clientId and clientSecret; GitHub apiToken; Azure DevOps baseUrl and apiToken.',
  }),
  settings: Settings.meta({
    description: 'Jira by OAUTH2 takes authUrl and apiUrl, GitHub apiUrl, SIMPLE_URL issueUrl.',
  }),
}

/** A tracker outside of this installation. */
export const Integration = z
  .object({
    ...base,
    name: z.string(),
    provider: Provider,
    authType: AuthType,
    status: IntegrationStatus,
    settings: Settings,
  })
  .meta({ id: 'Integration' })
export type Integration = z.infer<typeof Integration>

export const CreateIntegration = z
  .strictObject({
    ...fields,
    provider: Provider,
    credentials: fields.credentials.default({}),
    settings: fields.settings.default({}),
  })
  .check(({ value, issues }) => {
    for (const { field, message } of faultsOf(value))
      issues.push({ code: 'custom', input: value, path: field.split('.'), message })
  })

/** What credentials and settings hold is replaced as a whole. */
export const UpdateIntegration = changes({ ...fields, status: IntegrationStatus }).extend({ integrationId: Id })

export const ListIntegrations = list({ provider: Provider.optional(), search: text(200).optional() })

const Config = z.strictObject({
  externalProjectId: line(255).nullable().default(null).meta({ description: 'The key of the project over there.' }),
  defaultIssueType: line(255).nullable().default(null),
  autoSync: z.boolean().default(false),
})

/** An integration at work in a project. */
export const ProjectIntegration = z
  .object({
    ...base,
    projectId: Id,
    integrationId: Id,
    config: z.object({
      externalProjectId: z.string().nullable(),
      defaultIssueType: z.string().nullable(),
      autoSync: z.boolean(),
    }),
    name: z.string(),
    provider: Provider,
    status: IntegrationStatus,
  })
  .meta({ id: 'ProjectIntegration' })
export type ProjectIntegration = z.infer<typeof ProjectIntegration>

export const ListProjectIntegrations = list({ projectId: Id })

export const AssignIntegration = z.strictObject({
  projectId: Id,
  integrationId: ref('integration'),
  config: Config.prefault({}),
})

const own = { projectId: Id, projectIntegrationId: ref('projectIntegration') }
export const UpdateProjectIntegration = changes({ config: Config }).extend(own)
export const UnassignIntegration = z.strictObject(own)
