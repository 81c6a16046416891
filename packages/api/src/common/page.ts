import * as z from 'zod'

export const DEFAULT_LIMIT = 50
export const MAX_LIMIT = 250
/** Up to here a list's total is exact. */
export const EXACT_TOTAL = 10_000

const paging = {
  limit: z.int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT).meta({ description: 'So many rows a page has at most.' }),
  offset: z
    .int()
    .min(0)
    .max(1_000_000_000)
    .optional()
    .meta({ description: 'So many rows are passed over; by cursor, pages further down come as fast as the first.' }),
  cursor: z.string().max(2_000).optional().meta({ description: 'Opaque: nextCursor of the page before.' }),
}
export type Paging = { limit: number; offset?: number | undefined; cursor?: string | undefined }

/** The input of a list: its filters, and `limit` with either `offset` or `cursor`. */
export const list = <F extends z.ZodRawShape>(filters: F) =>
  z.strictObject({ ...filters, ...paging }).refine((input) => isOneOf(input as Paging), {
    path: ['cursor'],
    error: 'give offset or cursor, not both',
  })

const isOneOf = ({ offset, cursor }: Paging) => offset === undefined || cursor === undefined

export const Pagination = z
  .object({
    limit: z.int(),
    offset: z.int().nullable(),
    total: z
      .int()
      .nullable()
      .meta({ description: `Exact to ${EXACT_TOTAL}; null on a page asked for by cursor.` }),
    totalIsExact: z.boolean().optional(),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'Pagination' })
export type Pagination = z.infer<typeof Pagination>

/** A page of a list. */
export const pageOf = <S extends z.ZodType>(item: S) => z.object({ data: z.array(item), pagination: Pagination })
export interface Page<T> {
  data: T[]
  pagination: Pagination
}
