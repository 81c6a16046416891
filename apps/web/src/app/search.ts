/**
 * What stands in an address after the `?`: `search({ q: text, days: z.number() })`. Whatever does not fit counts as if it were
 * not there, since addresses are typed, cut and sent around.
 */
import { parseSearchWith, stringifySearchWith } from '@tanstack/react-router'
import * as z from 'zod/mini'

/** A text stays one where it looks like a number or a yes. */
export const text = z.pipe(z.union([z.string(), z.number(), z.boolean()]), z.transform(String))

/** What the server takes as one: anything else finds nothing. */
export const id = z.uuid()

export const search = <S extends Record<string, z.ZodMiniType>>(fields: S) =>
  z.object(
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, z.catch(z.optional(field), undefined)]),
    ) as unknown as { [K in keyof S]: z.ZodMiniOptional<S[K]> },
  )

/** Lists, objects and what stands in quotes; every other value is what stands there. */
function parse(value: string): unknown {
  if (!/^["[{]/.test(value)) throw new SyntaxError('It stands for itself.')
  return JSON.parse(value)
}
export const parseSearch = parseSearchWith(parse)
export const stringifySearch = stringifySearchWith(JSON.stringify, parse)
