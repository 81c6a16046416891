import * as z from 'zod'
import { admin } from '../../access.ts'
import { Id } from '../../common/id.ts'
import { list, pageOf } from '../../common/page.ts'
import { text } from '../../common/text.ts'
import { command, type Operations, query } from '../../operation.ts'
import { Deletion, Trashed } from './schemas.ts'

export const trash = {
  list: query({
    path: 'GET /trash',
    summary: 'List what was deleted and can be brought back, the latest first',
    description: 'After a time that the installation sets (`TRASH_DAYS`) it goes for good, and stands here no more.',
    access: admin,
    input: list({
      projectId: Id.optional(),
      entityType: Trashed.optional(),
      search: text(200).optional().meta({ description: 'In its name.' }),
    }),
    output: pageOf(Deletion),
  }),
  restore: command({
    path: 'POST /trash/{deletionId}/restore',
    summary: 'Bring back what was deleted',
    description:
      'With all that went with it, and nothing else. A 409 where its name was taken meanwhile, or where what it stood in is deleted: restore that first; and where the links that its cases had would now close a circle of dependencies. A link whose other case is still deleted comes back with that.',
    access: admin,
    input: z.strictObject({ deletionId: Id }),
    output: Deletion,
  }),
} satisfies Operations
