import type { Handlers } from '../../pipeline/handler.ts'
import { createConfiguration } from './create-configuration.ts'
import { deleteConfiguration } from './delete-configuration.ts'
import { getConfiguration } from './get-configuration.ts'
import { listConfigurations } from './list-configurations.ts'
import { updateConfiguration } from './update-configuration.ts'

export const configurationsHandlers = {
  list: listConfigurations,
  create: createConfiguration,
  get: getConfiguration,
  update: updateConfiguration,
  delete: deleteConfiguration,
} satisfies Handlers['configurations']
