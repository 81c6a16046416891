import * as z from 'zod'
import { base, expectedVersion } from '../../common/entity.ts'
import { Id, ref } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { text } from '../../common/text.ts'

/** A user's own row in a project. Without a role it says "no access", and ends the search for any. */
export const Member = z
  .object({
    ...base,
    projectId: Id,
    userId: Id,
    roleId: Id.nullable(),
    name: z.string(),
    email: z.string(),
    roleName: z.string().nullable(),
  })
  .meta({ id: 'Member' })

export const ListMembers = list({ projectId: Id })
export const SetMember = z.strictObject({
  projectId: Id,
  userId: ref('user'),
  roleId: ref('role').nullable().meta({ description: 'null means no access.' }),
  ...expectedVersion,
})

/** What those get who have no row of their own and no group: nothing, their default role, or a named role. */
export const DefaultAccess = z.object({
  projectId: Id,
  defaultAccess: z.enum(['NONE', 'USER_ROLE', 'ROLE']),
  roleId: Id.nullable(),
})
export const SetDefaultAccess = z
  .strictObject({ projectId: Id, defaultAccess: DefaultAccess.shape.defaultAccess, roleId: ref('role').nullish() })
  .refine(({ defaultAccess, roleId }) => (defaultAccess === 'ROLE') === Boolean(roleId), {
    path: ['roleId'],
    error: 'is required with ROLE, and goes with it alone',
  })

/** What the members of a group may do in a project: what its roles there grant, together. */
export const ProjectGroup = z
  .object({
    projectId: Id,
    groupId: Id,
    name: z.string(),
    memberCount: z.int(),
    roleIds: z.array(Id),
    roleNames: z.array(z.string()),
  })
  .meta({ id: 'ProjectGroup' })

export const ListProjectGroups = list({ projectId: Id })
export const SetProjectGroup = z.strictObject({
  projectId: Id,
  groupId: ref('group'),
  roleIds: z
    .array(ref('role'))
    .min(1)
    .max(20)
    .refine((ids) => new Set(ids).size === ids.length, { error: 'names a role twice' }),
})
export const FindGroups = list({ projectId: Id, search: text(200).optional() })
