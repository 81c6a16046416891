/** What a user may do in the installation, in words. */
export const systemAccess = {
  NONE: { label: 'None', text: 'may log in, and reads nothing' },
  USER: { label: 'User', text: 'what projects give them' },
  PROJECTADMIN: { label: 'Project maker', text: 'may create projects too' },
  ADMIN: { label: 'Administrator', text: 'may do everything' },
} as const
export type SystemAccess = keyof typeof systemAccess
