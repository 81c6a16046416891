import type { auth } from '@testplanit/api/domains/auth/operations'
import { invalid } from '@testplanit/api/errors'
import type { Handler } from '../../pipeline/handler.ts'
import { insert } from '../../platform/database/entities.ts'
import { hashOf, newToken } from '../../platform/secrets/digest.ts'
import { apiTokenOf } from './answers.ts'
import { holdAccess } from './rules.ts'
import { apiTokens } from './tables.ts'

export const createApiToken: Handler<typeof auth.createApiToken> = async (call) => {
  const { input, actor, tx, record, caller, platform } = call
  const { name, readOnly, expiresAt = null } = input
  if (expiresAt && Date.parse(expiresAt) <= platform.now().getTime())
    throw invalid({ field: 'expiresAt', message: 'is in the past' })
  await holdAccess(tx, actor, caller)
  const token = `tpi_${newToken()}`
  const row = await insert(
    tx,
    apiTokens,
    { userId: actor.id, name, readOnly, expiresAt, tokenHash: hashOf(token) },
    actor,
  )
  record.created('apiToken', row)
  return { ...apiTokenOf(row), token }
}
