import * as z from 'zod'
import { base, changes } from '../../common/entity.ts'
import { Id, ref } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { name, text } from '../../common/text.ts'
import { Time } from '../../common/time.ts'
import { Email, Password, SystemAccess } from '../auth/schemas.ts'

const fields = {
  name: name(),
  email: Email,
  systemAccess: SystemAccess,
  roleId: ref('role')
    .nullish()
    .meta({ description: 'The default role, for projects whose default access is USER_ROLE.' }),
  active: z
    .boolean()
    .meta({ description: 'Who is not active cannot log in; every login ends at once, every API token is revoked.' }),
}

export const User = z
  .object({
    ...base,
    name: z.string(),
    email: z.string(),
    systemAccess: SystemAccess,
    roleId: Id.nullable(),
    active: z.boolean(),
    lastSeenAt: Time.nullable(),
  })
  .meta({ id: 'User' })
export type User = z.infer<typeof User>

export const CreateUser = z.strictObject({
  ...fields,
  systemAccess: SystemAccess.default('USER'),
  active: z.boolean().default(true),
  password: Password,
})
export const UpdateUser = changes({ ...fields, password: Password }).extend({ userId: Id })
export const UpdateProfile = changes({ name: name(), email: Email }).extend({
  currentPassword: text(1000).optional().meta({ description: 'Required with another address.' }),
})
export const ListUsers = list({
  search: text(200).optional().meta({ description: 'In name and address.' }),
  active: z.boolean().optional(),
  systemAccess: z.array(SystemAccess).max(4).optional(),
  groupId: Id.optional(),
  notSeenSince: Time.optional().meta({ description: 'Who did not call since then, or never did.' }),
  sort: z.enum(['createdAt', '-createdAt', 'name', '-name']).default('-createdAt'),
})

/** Whoever may be named in a project: assigned, mentioned. */
export const Person = z
  .object({ id: Id, name: z.string(), email: z.string(), avatarUrl: z.string().nullable() })
  .meta({ id: 'Person' })
