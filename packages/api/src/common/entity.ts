import * as z from 'zod'
import { Id } from './id.ts'
import { Time } from './time.ts'

/** What every entity carries. `createdBy` is null where the system itself made it. */
export const base = {
  id: Id,
  createdAt: Time,
  updatedAt: Time,
  createdBy: Id.nullable(),
  updatedBy: Id.nullable(),
  deleted: z.boolean(),
  version: z.int().meta({ description: 'Goes up with every change; send it back as expectedVersion.' }),
}

/** Lost updates: a PUT that sends the version it saw gets a 409 when somebody was faster. */
export const expectedVersion = {
  expectedVersion: z
    .int()
    .optional()
    .meta({ description: 'The version that was read: where there is another by now, a 409 and no change.' }),
}

/** The number of a version that is kept. */
export const Version = z.int().min(1).max(2_147_483_647)

/** The input of a PUT: every field may be left out; what is not given stays as it is. */
export const changes = <F extends z.ZodRawShape>(fields: F) => z.strictObject(fields).partial().extend(expectedVersion)

/** Nothing to say: 204. */
export const Nothing = z.void()
