import type { Credentials } from '@testplanit/api/domains/integrations/schemas'
import type { Platform } from '../../platform/platform.ts'

/** Credentials as they are kept; null where there are none. */
export const sealed = ({ vault }: Platform, credentials: Credentials): string | null =>
  Object.keys(credentials).length ? vault.seal(JSON.stringify(credentials)) : null
