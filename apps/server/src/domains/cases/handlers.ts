import type { Handlers } from '../../pipeline/handler.ts'
import { copyCases } from './copy-cases.ts'
import { createCase } from './create-case.ts'
import { createCases } from './create-cases.ts'
import { deleteCase } from './delete-case.ts'
import { deleteCases } from './delete-cases.ts'
import { getCase } from './get-case.ts'
import { listCases } from './list-cases.ts'
import { moveCases } from './move-cases.ts'
import { updateCase } from './update-case.ts'
import { updateCases } from './update-cases.ts'

export const casesHandlers = {
  list: listCases,
  create: createCase,
  get: getCase,
  update: updateCase,
  delete: deleteCase,
  createMany: createCases,
  updateMany: updateCases,
  copy: copyCases,
  move: moveCases,
  deleteMany: deleteCases,
} satisfies Handlers['cases']
