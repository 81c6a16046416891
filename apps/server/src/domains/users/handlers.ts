import type { Handlers } from '../../pipeline/handler.ts'
import { createUser } from './create-user.ts'
import { deleteUser } from './delete-user.ts'
import { getUser } from './get-user.ts'
import { listUsers } from './list-users.ts'
import { readProfile } from './read-profile.ts'
import { searchForMentions } from './search-for-mentions.ts'
import { updateProfile } from './update-profile.ts'
import { updateUser } from './update-user.ts'

export const usersHandlers = {
  list: listUsers,
  create: createUser,
  searchForMentions,
  get: getUser,
  update: updateUser,
  delete: deleteUser,
  profile: readProfile,
  updateProfile,
} satisfies Handlers['users']
