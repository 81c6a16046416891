import * as z from 'zod'
import { areas, verbs } from '../../access.ts'
import { base, changes } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { name, text } from '../../common/text.ts'

/** What a role grants, by area; `*` stands for every area that is not named. */
export const RoleGrants = z.partialRecord(z.enum([...areas, '*']), z.array(z.enum(verbs)))

/** Who may not read something hears that it does not exist, whatever else they may do with it. */
const GivenGrants = z
  .partialRecord(
    z.enum([...areas, '*']),
    z
      .array(z.enum(verbs))
      .max(verbs.length)
      .refine((given) => given.length === 0 || given.includes('read'), {
        error: 'needs read: who may not read it may do nothing with it',
      })
      .refine((given) => new Set(given).size === given.length, { error: 'names a verb twice' }),
  )
  .meta({
    description: 'The verbs by area; `*` stands for every area that is not named, an empty list for nothing there.',
  })

const fields = { name: name(), description: text(2000).nullish(), grants: GivenGrants }

export const Role = z
  .object({
    ...base,
    name: z.string(),
    description: z.string().nullable(),
    builtIn: z.boolean().meta({ description: 'One of the five that an installation starts with.' }),
    grants: RoleGrants,
  })
  .meta({ id: 'Role' })
export type Role = z.infer<typeof Role>

export const ListRoles = list({ search: text(200).optional() })
export const CreateRole = z.strictObject(fields)
export const UpdateRole = changes(fields).extend({ roleId: Id })
export const CopyRole = z.strictObject({ roleId: Id, name: name() })

/** Where a role is in use, and how often there. */
export const RoleUse = z
  .object({
    kind: z.enum(['members', 'groups', 'defaultAccess', 'users', 'invitations']),
    count: z.int(),
    names: z.array(z.string()).meta({
      description:
        'Of members and default accesses their projects, of the others their own; the first ten by the alphabet.',
    }),
  })
  .meta({ id: 'RoleUse' })
export type RoleUse = z.infer<typeof RoleUse>
