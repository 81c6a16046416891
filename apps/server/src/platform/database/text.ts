import { type SQL, sql } from 'drizzle-orm'

/** A pattern for `like` that finds a text anywhere, whatever is in it. */
export const contains = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** The number of a case, where a text is one as people write it: `31`, `C31`. */
export function numberIn(text: string): number | undefined {
  const digits = /^\s*c?(\d{1,9})\s*$/i.exec(text)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** Texts as one parameter, for `any(…)`. */
export const textArray = (texts: string[]): SQL =>
  sql`${`{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join()}}`}::text[]`
