import { project } from '../../access.ts'
import { pageOf } from '../../common/page.ts'
import { type Operations, query } from '../../operation.ts'
import { ListTemplates, Template } from './schemas.ts'

export const templates = {
  list: query({
    path: 'GET /templates',
    summary: "List a project's case templates",
    access: project('templates', 'read').of('projectId'),
    input: ListTemplates,
    output: pageOf(Template),
  }),
} satisfies Operations
