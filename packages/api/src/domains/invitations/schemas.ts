import * as z from 'zod'
import { base } from '../../common/entity.ts'
import { Id, ref } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { name, text } from '../../common/text.ts'
import { Time } from '../../common/time.ts'
import { Email, GivenLink, SystemAccess } from '../auth/schemas.ts'

/** An expired one serves again when it is sent again. */
export const InvitationState = z.enum(['OPEN', 'EXPIRED', 'ACCEPTED'])

/** Somebody who was asked to come, and what they will be and may do when they do. */
export const Invitation = z
  .object({
    ...base,
    email: z.string(),
    name: z.string().nullable(),
    systemAccess: SystemAccess,
    roleId: Id.nullable(),
    projects: z.array(z.object({ projectId: Id, roleId: Id })),
    state: InvitationState,
    expiresAt: Time,
    acceptedAt: Time.nullable(),
    userId: Id.nullable().meta({ description: 'Who they became.' }),
  })
  .meta({ id: 'Invitation' })
export type Invitation = z.infer<typeof Invitation>

export const SentInvitation = Invitation.extend(GivenLink.shape).meta({ id: 'SentInvitation' })

export const ListInvitations = list({ search: text(200).optional(), state: InvitationState.optional() })
export const CreateInvitation = z.strictObject({
  email: Email,
  name: name().nullish(),
  systemAccess: SystemAccess.default('USER'),
  roleId: ref('role').nullish().meta({ description: 'Their default role.' }),
  projects: z
    .array(z.strictObject({ projectId: ref('project'), roleId: ref('role') }))
    .max(100)
    .refine((all) => new Set(all.map(({ projectId }) => projectId)).size === all.length, {
      error: 'names a project twice',
    })
    .default([]),
})
