import type { projects } from '../projects/tables.ts'

/** What users without a row of their own may do in a project, as the API answers it. */
export const defaultAccessOf = ({ id, defaultAccess, defaultRoleId }: typeof projects.$inferSelect) => ({
  projectId: id,
  defaultAccess,
  roleId: defaultRoleId,
})
