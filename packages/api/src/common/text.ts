import * as z from 'zod'

/** PostgreSQL cannot hold NUL, and a lone surrogate has no UTF-8. */
const isStorable = (text: string) => !text.includes('\0') && text.isWellFormed()
const storable = { error: 'must not contain NUL characters or broken surrogate pairs' }

/** Text as it came, up to `max` characters. */
export const text = (max: number) => z.string().max(max).refine(isStorable, storable)

/** A name or a title: something to read, on one line. */
export const name = (max = 255) =>
  text(max)
    .refine((value) => value.trim() !== '', { error: 'is required' })
    .meta({ minLength: 1 })

const MAX_CHARACTERS = 100_000
const MAX_DEPTH = 20

/** A TipTap document: `{ type: 'doc', content: [...] }`. Bounded in size and depth; never trusted as HTML. */
const Document = z
  .looseObject({ type: z.literal('doc'), content: z.array(z.unknown()).optional() })
  .refine((value) => fits(value), {
    error: `must be at most ${MAX_CHARACTERS} characters and ${MAX_DEPTH} levels deep`,
  })

function fits(document: unknown): boolean {
  const deep = (value: unknown, level: number): boolean =>
    typeof value === 'string'
      ? isStorable(value)
      : value === null ||
        typeof value !== 'object' ||
        (isPlain(value) &&
          level < MAX_DEPTH * 2 &&
          Object.entries(value).every(([key, inner]) => isStorable(key) && deep(inner, level + 1)))
  return deep(document, 0) && JSON.stringify(document).length <= MAX_CHARACTERS
}

const isPlain = (value: object) => Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype

/** Plain text or a TipTap document; answered as it came. */
export const RichText = z.union([text(MAX_CHARACTERS), Document])
export type RichText = z.infer<typeof RichText>
