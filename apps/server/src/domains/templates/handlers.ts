import type { Handlers } from '../../pipeline/handler.ts'
import { listTemplates } from './list-templates.ts'

export const templatesHandlers = { list: listTemplates } satisfies Handlers['templates']
