import { type Area, type Grants, grants, type Verb } from '@testplanit/api/access'
import type { SystemAccess } from '@testplanit/api/domains/auth/schemas'
import { forbidden } from '@testplanit/api/errors'

/** Who calls, by which login or token, and what they may do in the project that the operation is about. */
export interface Actor {
  id: string
  name: string
  email: string
  systemAccess: SystemAccess
  /** The caller came with a token that only reads. */
  readOnly: boolean
  /** The login's id, where it is one and not a token. */
  loginId: string | null
  expiresAt: string | null
  /** The project to which the input led; empty where it led to none. */
  projectId: string
  grants: Grants[]
  /** Throws FORBIDDEN where the caller lacks the verb in this project. */
  must(area: Area, verb: Verb): void
}

export type ActorRow = Omit<Actor, 'must' | 'projectId' | 'grants'> & {
  projectId: string | null
  grants: Grants[] | null
}

export function toActor(row: ActorRow): Actor {
  const all = row.grants ?? []
  return {
    ...row,
    projectId: row.projectId ?? '',
    grants: all,
    must(area, verb) {
      if (!grants(all, area, verb)) throw forbidden()
    },
  }
}
