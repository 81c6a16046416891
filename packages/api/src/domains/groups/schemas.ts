import * as z from 'zod'
import { base, changes } from '../../common/entity.ts'
import { Id, ref } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { name, text } from '../../common/text.ts'

/** As many as one command brings into a group. */
const MAX_USERS = 1000
const userIds = z.array(ref('user')).max(MAX_USERS)

/** People who are given roles together; what they may do in a project by their groups adds up. */
export const Group = z.object({ ...base, name: z.string(), memberCount: z.int() }).meta({ id: 'Group' })

export const ListGroups = list({ search: text(200).optional(), userId: Id.optional() })
export const CreateGroup = z.strictObject({ name: name(), userIds: userIds.default([]) })
export const UpdateGroup = changes({ name: name() }).extend({ groupId: Id })
export const ListGroupMembers = list({ groupId: Id, search: text(200).optional() })
export const AddGroupMembers = z.strictObject({ groupId: Id, userIds: userIds.min(1) })
