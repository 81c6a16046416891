import * as z from 'zod'
import { base } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { list } from '../../common/page.ts'

/** Which fields a case has. Every project has the built-in one. */
export const Template = z
  .object({ ...base, projectId: Id, name: z.string(), description: z.string().nullable(), builtIn: z.boolean() })
  .meta({ id: 'Template' })

export const ListTemplates = list({ projectId: Id })
