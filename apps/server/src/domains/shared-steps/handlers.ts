import type { Handlers } from '../../pipeline/handler.ts'
import { createSharedSteps } from './create-shared-steps.ts'
import { deleteSharedSteps } from './delete-shared-steps.ts'
import { getSharedSteps } from './get-shared-steps.ts'
import { listSharedSteps } from './list-shared-steps.ts'
import { listUsingCases } from './list-using-cases.ts'
import { listVersions } from './list-versions.ts'
import { restoreVersion } from './restore-version.ts'
import { updateSharedSteps } from './update-shared-steps.ts'

export const sharedStepsHandlers = {
  list: listSharedSteps,
  create: createSharedSteps,
  get: getSharedSteps,
  update: updateSharedSteps,
  delete: deleteSharedSteps,
  listCases: listUsingCases,
  listVersions,
  restoreVersion,
} satisfies Handlers['sharedSteps']
