import type { Handlers } from '../../pipeline/handler.ts'
import { createPlan } from './create-plan.ts'
import { deletePlan } from './delete-plan.ts'
import { getPlan } from './get-plan.ts'
import { listPlans } from './list-plans.ts'
import { updatePlan } from './update-plan.ts'

export const plansHandlers = {
  list: listPlans,
  create: createPlan,
  get: getPlan,
  update: updatePlan,
  delete: deletePlan,
} satisfies Handlers['plans']
