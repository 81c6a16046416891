import * as z from 'zod'
import { type Entity, entities } from '../../access.ts'
import { Id } from '../../common/id.ts'
import { Time } from '../../common/time.ts'

/** Whether what is deleted of each kind stands in the trash. */
const isKept = {
  project: true,
  folder: true,
  case: true,
  step: false,
  sharedSteps: true,
  caseLink: false,
  tag: true,
  milestone: true,
  configuration: true,
  field: true,
  template: true,
  run: true,
  plan: true,
  result: false,
  session: true,
  issue: true,
  integration: true,
  projectIntegration: false,
  comment: true,
  attachment: true,
  user: true,
  invitation: false,
  group: true,
  member: false,
  role: true,
  apiToken: false,
} as const satisfies Record<Entity, boolean>
type Kept = { [E in Entity]: (typeof isKept)[E] extends true ? E : never }[Entity]

/** What can be deleted and brought back. */
export const Trashed = z.enum(entities.filter((entity): entity is Kept => isKept[entity]))
export type Trashed = Kept

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
