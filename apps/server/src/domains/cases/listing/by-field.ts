import type { Case } from '@testplanit/api/domains/cases/schemas'
import type { Field } from '@testplanit/api/domains/fields/schemas'
import { invalid } from '@testplanit/api/errors'
import { and, type SQL, sql } from 'drizzle-orm'
import { plannedAnew } from '../../../platform/database/database.ts'
import type { Slice } from '../../../platform/database/page.ts'
import type { KnownFields } from '../../fields/queries.ts'
import { caseColumns } from '../answers.ts'
import { hasField } from '../queries.ts'

export interface BySort {
  field: Pick<Field, 'id' | 'kind' | 'options'>
  descending: boolean
}

/** A case, and the key by which it stands in the list: empty where it has no value. */
export type Sorted = Case & { sortKey: string }

const SORTABLE: Field['kind'][] = ['TEXT', 'NUMBER', 'INTEGER', 'DATE', 'CHECKBOX', 'SELECT', 'LINK']

/** The field that a sort names, and its id; null where it names none. Throws VALIDATION_ERROR where nothing is sorted by it. */
export function fieldToSortBy(sort: string, known: KnownFields): BySort | null {
  const id = idToSortBy(sort)
  if (!id) return null
  const field = known.get(id)
  if (!field) throw invalid({ field: 'sort', message: 'names no custom field of this project' })
  if (!SORTABLE.includes(field.kind))
    throw invalid({ field: 'sort', message: `names a ${field.kind}, which has no order` })
  return { field, descending: sort.startsWith('-') }
}

export const idToSortBy = (sort: string) => /^-?field:(.+)$/.exec(sort)?.[1]?.toLowerCase()

/**
 * Cases by a custom field: those that have a value in its order, by the index, then the others, by theirs. The others
 * are not looked for while there are enough of the first.
 */
export function casesByField({ field, descending }: BySort, { filter, after, limit, offset }: Slice): SQL {
  const [direction, beyond] = descending ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`]
  const most = sql`${limit} + ${offset}`
  const isBeyond = after?.key === ''
  const valued = isBeyond ? sql`select null::uuid as id, '' as key, 0 as place where false` : withValue()

  function withValue() {
    const where = and(filter, hasField(field.id), sql`k.field_id = ${field.id}`)
    if (field.kind === 'SELECT') return byOption(where)
    return sql`
      select k.case_id as id, k.key, 0 as place from case_field_keys k join cases on cases.id = k.case_id
       where ${and(where, after && sql`(k.key, k.case_id) ${beyond} (${after.key}, ${after.id})`)}
       order by k.key ${direction}, k.case_id ${direction} limit ${most}`
  }

  /** In the order of the options, which is no order of their keys: so many of each as could be wanted. */
  function byOption(where: SQL | undefined) {
    const ids = field.options.map(({ id }) => id)
    const ordered = descending ? ids.reverse() : ids
    const left = after ? ordered.slice(Math.max(0, ordered.indexOf(String(after.key)))) : ordered
    const first =
      after &&
      sql`k.case_id ${beyond} case when o.place = 1 then ${after.id}::uuid else ${descending ? LAST : FIRST} end`
    return sql`
      select c.id, o.key, o.place::int as place
        from jsonb_array_elements_text(${JSON.stringify(left)}::jsonb) with ordinality as o(key, place)
       cross join lateral (
         select k.case_id as id from case_field_keys k join cases on cases.id = k.case_id
          where ${and(where, sql`k.key = o.key`, first)}
          order by k.case_id ${direction} limit ${most}) c
       order by o.place, c.id ${direction} limit ${most}`
  }

  return sql`
    ${plannedAnew} with valued as materialized (${valued}), bare as (
      select cases.id from cases
       where ${and(filter, isBeyond ? sql`cases.id ${beyond} ${after.id}` : undefined)}
         and (select count(*) from valued) < ${most}
         and not exists (
           select from case_field_keys k
            where k.case_id = cases.id and k.field_id = ${field.id} and ${hasField(field.id)})
       order by cases.id ${direction} limit ${most}
    ), found as (
      select id, key, place, false as is_bare from valued union all select id, '', 0, true from bare
       order by is_bare, place, key ${direction}, id ${direction} limit ${limit} offset ${offset}
    )
    select ${caseColumns}, found.key as "sortKey" from found join cases on cases.id = found.id
     order by found.is_bare, found.place, found.key ${direction}, found.id ${direction}`
}

const FIRST = sql`'00000000-0000-0000-0000-000000000000'::uuid`
const LAST = sql`'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid`
