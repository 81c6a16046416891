import * as z from 'zod'
import { base } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { name, text } from '../../common/text.ts'
import { Time } from '../../common/time.ts'

/** Compared without regard to case, kept as it was written. */
export const Email = z
  .string()
  .max(254, { abort: true })
  .regex(z.regexes.email, { error: 'is not an address like name@example.com' })
  .meta({ format: 'email' })

/** Long rather than intricate, as NIST SP 800-63B has it: 8 characters or more, no rules about their kinds. */
export const Password = text(1000).min(8, { error: 'must have 8 characters or more' })

/** NONE reads nothing, whatever the projects say; PROJECTADMIN may create projects; ADMIN may do everything. */
export const SystemAccess = z.enum(['NONE', 'USER', 'PROJECTADMIN', 'ADMIN'])
export type SystemAccess = z.infer<typeof SystemAccess>

/** Who is logged in. */
export const Me = z
  .object({ id: Id, name: z.string(), email: z.string(), systemAccess: SystemAccess, readOnly: z.boolean() })
  .meta({ id: 'Me' })

export const Login = z.object({ user: Me, expiresAt: Time.nullable() })

export const Setup = z.strictObject({ setupToken: text(200), name: name(), email: Email, password: Password })
export const Credentials = z.strictObject({ email: text(254), password: text(1000) })
export const AcceptInvitation = z.strictObject({ token: text(200), name: name(), password: Password })
/** A link for somebody else: mailed to them, or shown this once to who asked for it, to be handed on. */
export const GivenLink = z.object({
  link: z.string().nullable().meta({ description: 'null where it was mailed.' }),
  mailed: z.boolean(),
})
export const GivenReset = GivenLink.extend({ expiresAt: Time })
export const ForgotPassword = z.strictObject({ email: Email })
export const ResetPassword = z.strictObject({ token: text(200), newPassword: Password })
export const ChangePassword = z.strictObject({ currentPassword: text(1000), newPassword: Password })

/** One device on which somebody is logged in. */
export const UserLogin = z
  .object({
    id: Id,
    createdAt: Time,
    lastSeenAt: Time.meta({ description: 'To the hour.' }),
    expiresAt: Time,
    device: z.string().nullable().meta({ description: 'By its User-Agent: Firefox on Linux.' }),
    userAgent: z.string().nullable(),
    address: z.string().nullable().meta({ description: 'Where they logged in from.' }),
    current: z.boolean().meta({ description: 'The login that asks.' }),
  })
  .meta({ id: 'UserLogin' })

/** A personal token: it has the permissions of its user, or only reads. */
export const ApiToken = z
  .object({
    id: base.id,
    createdAt: base.createdAt,
    updatedAt: base.updatedAt,
    createdBy: base.createdBy,
    updatedBy: base.updatedBy,
    deleted: base.deleted,
    version: base.version,
    name: z.string(),
    readOnly: z.boolean(),
    expiresAt: Time.nullable(),
    lastUsedAt: Time.nullable(),
  })
  .meta({ id: 'ApiToken' })

export const CreateApiToken = z.strictObject({
  name: name(),
  readOnly: z.boolean().default(false),
  expiresAt: Time.nullish(),
})

/** `token` is shown this once. */
export const CreatedApiToken = ApiToken.extend({ token: z.string() })
