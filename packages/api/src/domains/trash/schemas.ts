import * as z from 'zod'
import { Id } from '../../common/id.ts'
import { Time } from '../../common/time.ts'

/** What can be deleted and brought back. */
export const Trashed = z.enum([
  'project',
  'folder',
  'case',
  'milestone',
  'tag',
  'run',
  'plan',
  'comment',
  'attachment',
  'configuration',
  'field',
  'template',
  'sharedSteps',
  'user',
  'group',
  'role',
  'session',
  'issue',
  'integration',
])
export type Trashed = z.infer<typeof Trashed>

/** One deletion: what was asked to go, with all that went with it. */
export const Deletion = z
  .object({
    id: Id,
    createdAt: Time.meta({ description: 'When it was deleted.' }),
    createdBy: Id.nullable(),
    userName: z.string().nullable().meta({ description: 'Who deleted it.' }),
    projectId: Id.nullable(),
    projectName: z.string().nullable(),
    entityType: Trashed,
    entityId: Id,
    name: z.string(),
    further: z.int().meta({ description: 'How much else went with it, and comes back with it.' }),
    restoredAt: Time.nullable(),
    restoredBy: Id.nullable(),
  })
  .meta({ id: 'Deletion' })
export type Deletion = z.infer<typeof Deletion>
