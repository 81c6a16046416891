import type { Handlers } from '../../pipeline/handler.ts'
import { getDefaultAccess } from './get-default-access.ts'
import { listMembers } from './list-members.ts'
import { removeMember } from './remove-member.ts'
import { setDefaultAccess } from './set-default-access.ts'
import { setMember } from './set-member.ts'

export const membersHandlers = {
  list: listMembers,
  set: setMember,
  remove: removeMember,
  getDefaultAccess,
  setDefaultAccess,
} satisfies Handlers['members']
