import type { integrations as operations } from '@testplanit/api/domains/integrations/operations'
import { faultsOf } from '@testplanit/api/domains/integrations/schemas'
import { invalid, refuseAny } from '@testplanit/api/errors'
import type { Handler } from '../../pipeline/handler.ts'
import { change } from '../../platform/database/entities.ts'
import { integrationOf } from './answers.ts'
import { integrations } from './tables.ts'
import { sealed } from './writes.ts'

export const updateIntegration: Handler<typeof operations.update> = async ({ input, actor, tx, record, platform }) => {
  const { integrationId: id, expectedVersion, credentials, ...fields } = input
  const changes = { ...fields, ...(credentials && { credentials: sealed(platform, credentials) }) }
  const check = async (is: Row) => {
    const { provider, authType, settings } = { ...is, ...fields }
    const isAnother = authType !== is.authType
    refuseAny(
      faultsOf({
        provider,
        authType,
        settings,
        credentials: credentials ?? (isAnother ? {} : undefined),
      }),
    )
    if (is.credentials && !credentials && !isSame(settings, is.settings))
      throw invalid({ field: 'credentials', message: 'must be given anew: the address changes to which they are sent' })
    return undefined
  }
  const { before, after } = await change(tx, integrations, { id, changes, expectedVersion, check }, actor)
  record.updated('integration', before, after, credentials && { credentialsChanged: true })
  return integrationOf(after)
}

type Row = typeof integrations.$inferSelect

const isSame = (a: Row['settings'], b: Row['settings']) =>
  a.authUrl === b.authUrl && a.apiUrl === b.apiUrl && a.issueUrl === b.issueUrl
