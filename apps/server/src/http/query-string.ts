import type { Operation } from '@testplanit/api/operation'

interface Schema {
  _zod: { def: { type: string; shape?: Record<string, Schema>; innerType?: Schema; in?: Schema; element?: Schema } }
}

type Turn = (value: unknown) => unknown

/**
 * Turns texts (of an address, or of a form's parts) into what the schema asks for: numbers, booleans, and lists
 * from commas or repeated names. What cannot be turned stays as it is, for the schema to refuse.
 */
export function turnerOf({ input }: Operation): (values: Record<string, unknown>) => Record<string, unknown> {
  const { shape = {} } = (input as unknown as Schema)._zod.def
  const turns = new Map<string, Turn>(Object.entries(shape).map(([key, schema]) => [key, turnOf(schema)]))
  return (values) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, turns.get(key)?.(value) ?? value]))
}

function turnOf(schema: Schema): Turn {
  const { type, innerType, in: inner, element } = schema._zod.def
  if (type === 'number') return toNumber
  if (type === 'boolean') return toBoolean
  if (type === 'array' && element) return toList(turnOf(element))
  const deeper = innerType ?? inner
  return deeper ? turnOf(deeper) : (value) => value
}

const toNumber: Turn = (value) => (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value)

const toBoolean: Turn = (value) => (value === 'true' ? true : value === 'false' ? false : value)

const toList =
  (turn: Turn): Turn =>
  (value) => {
    const items = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [value]
    return items.filter((item) => item !== '').map(turn)
  }
