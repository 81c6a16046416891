import type { Handlers } from '../../pipeline/handler.ts'
import { createCase } from './create-case.ts'
import { deleteCase } from './delete-case.ts'
import { getCase } from './get-case.ts'
import { listCases } from './list-cases.ts'
import { updateCase } from './update-case.ts'

export const casesHandlers = {
  list: listCases,
  create: createCase,
  get: getCase,
  update: updateCase,
  delete: deleteCase,
} satisfies Handlers['cases']
