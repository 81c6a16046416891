import * as z from 'zod'
import { text } from './text.ts'

const MAX_JSON = 10_000

/** JSON in a query string: what it says is checked against a schema, as a body is. */
export const json = <S extends z.ZodType>(schema: S) =>
  text(MAX_JSON)
    .transform((value, context): unknown => {
      try {
        return JSON.parse(value)
      } catch {
        context.issues.push({ code: 'custom', input: value, message: 'is not JSON' })
        return z.NEVER
      }
    })
    .pipe(schema)
