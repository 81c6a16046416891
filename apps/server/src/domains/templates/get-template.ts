import type { templates as operations } from '@testplanit/api/domains/templates/operations'
import type { Handler } from '../../pipeline/handler.ts'
import { readTemplate } from './queries.ts'

export const getTemplate: Handler<typeof operations.get> = async ({ input, db }) => readTemplate(db, input.templateId)
