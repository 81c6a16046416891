import type { Entity } from '@testplanit/api/access'
import { references } from '@testplanit/api/common/id'
import type { Operation } from '@testplanit/api/operation'

/** An id somewhere in an input, and which entity it names. */
export interface Reference {
  entity: Entity
  id: string
  field: string
}

/** zod's own description of a schema, as far as references can stand in one. */
interface Node {
  type: string
  shape?: Record<string, Schema>
  element?: Schema
  innerType?: Schema
  options?: Schema[]
  in?: Schema
}
interface Schema {
  _zod: { def: Node }
}

type Collect = (value: unknown, field: string, found: Reference[]) => void

/** Compiles, once for an operation, what finds all references in its input; null where it can hold none. */
export function referencesOf(operation: Operation): ((input: unknown) => Reference[]) | null {
  const collect = compile(operation.input as unknown as Schema, leadOf(operation))
  if (!collect) return null
  return (input) => {
    const found: Reference[] = []
    collect(input, '', found)
    return found
  }
}

/** The field that leads to the project is what the operation is about: an unknown one is a 404, not a 422. */
const leadOf = ({ access }: Operation) =>
  access.scope === 'project' || access.scope === 'subject' ? String(access.field) : ''

function compile(schema: Schema, except = ''): Collect | null {
  const named = references.get(schema as never)
  if (named) {
    return (id, field, found) => {
      if (typeof id === 'string') found.push({ entity: named.entity, id, field })
    }
  }
  const { def } = schema._zod
  if (def.shape) return ofObject(def.shape, except)
  if (def.element) return ofArray(def.element)
  if (def.options) return ofUnion(def.options)
  const inner = def.innerType ?? def.in
  return inner ? compile(inner) : null
}

function ofObject(shape: Record<string, Schema>, except: string): Collect | null {
  const fields = Object.entries(shape).flatMap(([key, schema]) => {
    const collect = key === except ? null : compile(schema)
    return collect ? [[key, collect] as const] : []
  })
  if (!fields.length) return null
  return (value, field, found) => {
    if (value === null || typeof value !== 'object') return
    for (const [key, collect] of fields)
      collect((value as Record<string, unknown>)[key], field ? `${field}.${key}` : key, found)
  }
}

function ofArray(element: Schema): Collect | null {
  const collect = compile(element)
  return (
    collect &&
    ((value, field, found) => {
      if (Array.isArray(value)) for (const [i, item] of value.entries()) collect(item, `${field}.${i}`, found)
    })
  )
}

function ofUnion(options: Schema[]): Collect | null {
  const all = options.map((option) => compile(option)).filter((one) => one !== null)
  if (!all.length) return null
  return (value, field, found) => {
    for (const collect of all) collect(value, field, found)
  }
}
