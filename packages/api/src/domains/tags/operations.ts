import * as z from 'zod'
import { project } from '../../access.ts'
import { Id } from '../../common/id.ts'
import { list, pageOf } from '../../common/page.ts'
import { text } from '../../common/text.ts'
import { type Operations, query } from '../../operation.ts'

/** A word on cases; unique in its project without regard to case. */
export const Tag = z.object({ id: Id, projectId: Id, name: z.string(), caseCount: z.int() }).meta({ id: 'Tag' })

export const tags = {
  list: query({
    path: 'GET /tags',
    summary: "List a project's tags, by name, with how many cases carry each",
    access: project('tags', 'read').of('projectId'),
    input: list({ projectId: Id, search: text(200).optional() }),
    output: pageOf(Tag),
  }),
} satisfies Operations
