import type { Handlers } from '../../pipeline/handler.ts'
import { addMembers } from './add-members.ts'
import { createGroup } from './create-group.ts'
import { deleteGroup } from './delete-group.ts'
import { getGroup } from './get-group.ts'
import { listGroups } from './list-groups.ts'
import { listMembers } from './list-members.ts'
import { removeMember } from './remove-member.ts'
import { updateGroup } from './update-group.ts'

export const groupsHandlers = {
  list: listGroups,
  create: createGroup,
  get: getGroup,
  update: updateGroup,
  delete: deleteGroup,
  listMembers,
  addMembers,
  removeMember,
} satisfies Handlers['groups']
