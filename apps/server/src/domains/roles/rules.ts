import type { RoleUse } from '@testplanit/api/domains/roles/schemas'
import { Fault } from '@testplanit/api/errors'

/** Throws CONFLICT where a role is in use: an issue for each kind of use says where. */
export function mustBeUnused(uses: RoleUse[]): void {
  if (uses.length === 0) return
  const issues = uses.map((use) => ({ field: use.kind, message: describe(use) }))
  throw new Fault('CONFLICT', `This role is in use: ${issues.map(({ message }) => message).join('; ')}.`, issues)
}

function describe({ kind, count, names }: RoleUse): string {
  const s = count === 1 ? '' : 's'
  const says: Record<RoleUse['kind'], string> = {
    members: `${count} member${s} in`,
    groups: `${count} group${s}:`,
    defaultAccess: 'the default access of',
    users: `the default role of ${count} user${s}:`,
    invitations: `${count} open invitation${s}:`,
  }
  return `${says[kind]} ${names.join(', ')}`
}
