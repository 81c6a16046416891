import * as z from 'zod'
import { faultIn, MAX_CHARACTERS } from './document.ts'
import { isOneLine, NOT_ONE_LINE } from './one-line.ts'
import { isStorable, UNSTORABLE } from './storable.ts'

/** Text as it came, up to `max` characters. */
export const text = (max: number) => z.string().max(max).refine(isStorable, { error: UNSTORABLE })

/** Text on one line, up to `max` characters. */
export const line = (max: number) => text(max).refine(isOneLine, { error: NOT_ONE_LINE })

/** A name or a title: something to read, on one line. */
export const name = (max = 255) => line(max).refine(isReadable, IS_REQUIRED).meta({ minLength: 1 })

/** Something to read, on as many lines as it takes. */
export const filled = (max: number) => text(max).refine(isReadable, IS_REQUIRED).meta({ minLength: 1 })

const isReadable = (value: string) => value.trim() !== ''
const IS_REQUIRED = { error: 'is required' }

/** A TipTap document: `{ type: 'doc', content: [...] }`, checked node by node; a fault names its place. */
export const Document = z
  .strictObject({ type: z.literal('doc'), content: z.array(z.unknown()).optional() })
  .check(({ value, issues }) => {
    const fault = faultIn(value)
    if (fault) issues.push({ code: 'custom', input: value, ...fault })
  })
export type Document = z.infer<typeof Document>

/** Plain text or a TipTap document; answered as it came. */
export const RichText = z.union([text(MAX_CHARACTERS), Document])
export type RichText = z.infer<typeof RichText>
