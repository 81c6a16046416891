import type { Handlers } from '../../pipeline/handler.ts'
import { addCases } from './add-cases.ts'
import { addConfiguration } from './add-configuration.ts'
import { assignCases } from './assign-cases.ts'
import { assignEvenly } from './assign-evenly.ts'
import { copyRun } from './copy-run.ts'
import { createRun } from './create-run.ts'
import { deleteRun } from './delete-run.ts'
import { getRun } from './get-run.ts'
import { getRunCase } from './get-run-case.ts'
import { listRunCases } from './list-run-cases.ts'
import { listRuns } from './list-runs.ts'
import { readElapsed } from './read-elapsed.ts'
import { readMatrix } from './read-matrix.ts'
import { removeCases } from './remove-cases.ts'
import { removeConfiguration } from './remove-configuration.ts'
import { updateRun } from './update-run.ts'

export const runsHandlers = {
  list: listRuns,
  create: createRun,
  get: getRun,
  update: updateRun,
  delete: deleteRun,
  copy: copyRun,
  listCases: listRunCases,
  getCase: getRunCase,
  addCases,
  removeCases,
  assignCases,
  assignEvenly,
  addConfiguration,
  removeConfiguration,
  matrix: readMatrix,
  elapsed: readElapsed,
} satisfies Handlers['runs']
