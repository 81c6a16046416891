import type { Handlers } from '../../pipeline/handler.ts'
import { findGroups } from './find-groups.ts'
import { getDefaultAccess } from './get-default-access.ts'
import { listGroups } from './list-groups.ts'
import { listMembers } from './list-members.ts'
import { removeGroup } from './remove-group.ts'
import { removeMember } from './remove-member.ts'
import { setDefaultAccess } from './set-default-access.ts'
import { setGroup } from './set-group.ts'
import { setMember } from './set-member.ts'

export const membersHandlers = {
  list: listMembers,
  set: setMember,
  remove: removeMember,
  listGroups,
  findGroups,
  setGroup,
  removeGroup,
  getDefaultAccess,
  setDefaultAccess,
} satisfies Handlers['members']
