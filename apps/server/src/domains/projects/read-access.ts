import { together } from '@testplanit/api/access'
import type { projects as operations } from '@testplanit/api/domains/projects/operations'
import type { Handler } from '../../pipeline/handler.ts'

/** The pipeline has read it already: it costs no statement of its own. */
export const readAccess: Handler<typeof operations.readAccess> = async ({ actor }) => ({
  grants: together(actor.grants),
})
