import * as z from 'zod'
import type { Entity } from '../access.ts'

/** A UUID (v7, made by the server). */
export const Id = z.uuid().toLowerCase()

/** Which entity an id in an input names. */
export const references = z.registry<{ entity: Entity }>()

/**
 * The id of an entity of the same project (or of the installation, for users and roles).
 * The pipeline refuses a command that names one of elsewhere: a 422 on the field.
 */
export function ref(entity: Entity) {
  const schema = z.uuid().toLowerCase()
  references.add(schema, { entity })
  return schema
}
