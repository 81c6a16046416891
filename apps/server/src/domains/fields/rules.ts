import { MAX_CHARACTERS } from '@testplanit/api/common/document'
import { type CustomValue, type Field, MAX_LINE, valueSchema } from '@testplanit/api/domains/fields/schemas'
import { type Issue, refuseAny } from '@testplanit/api/errors'
import { newId } from '../../platform/database/ids.ts'

type OptionInput = { id?: string | undefined; name: string; color?: string | null | undefined }

/** The options that are given, new ones with ids of their own. Throws VALIDATION_ERROR for an id that is none of `had`. */
export function toOptions(given: OptionInput[], had: Field['options']): Field['options'] {
  const known = new Set(had.map(({ id }) => id))
  refuseAny(
    given.flatMap(({ id }, i): Issue[] => {
      if (id && !known.delete(id))
        return [{ field: `options.${i}.id`, message: 'names no option of this field, or twice' }]
      return []
    }),
  )
  return given.map(({ id = newId(), name, color = null }) => ({ id, name, color }))
}

type Definition = Pick<Field, 'kind' | 'options'> & { min?: number | null | undefined; max?: number | null | undefined }

/** Of what has bounds, how far they can go. */
const BOUNDED: Partial<Record<Field['kind'], [least: number, most: number]>> = {
  TEXT: [0, MAX_LINE],
  LONG_TEXT: [0, MAX_CHARACTERS],
  NUMBER: [-Number.MAX_VALUE, Number.MAX_VALUE],
  INTEGER: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
}
const CHOOSING: Field['kind'][] = ['SELECT', 'MULTI_SELECT']

/** Throws VALIDATION_ERROR where a field's options or bounds do not suit its kind. */
export function mustSuitKind(field: Definition): void {
  refuseAny([...optionFaults(field), ...boundFaults(field)])
}

function optionFaults({ kind, options }: Definition): Issue[] {
  const chooses = CHOOSING.includes(kind)
  if (chooses !== options.length > 0)
    return [
      { field: 'options', message: chooses ? `are what a ${kind} chooses from: give some` : `: a ${kind} has none` },
    ]
  const names = options.map(({ name }) => name.toLowerCase())
  return names.flatMap((name, i) =>
    names.indexOf(name) < i ? [{ field: `options.${i}.name`, message: 'stands here twice' }] : [],
  )
}

function boundFaults({ kind, min = null, max = null }: Definition): Issue[] {
  const range = BOUNDED[kind]
  const faults = Object.entries({ min, max }).flatMap(([field, bound]): Issue[] => {
    if (bound === null) return []
    if (!range) return [{ field, message: `bounds a number or the length of a text: a ${kind} has none` }]
    const isWhole = kind === 'NUMBER' || Number.isInteger(bound)
    return bound < range[0] || bound > range[1] || !isWhole
      ? [{ field, message: `must be ${isWhole ? `from ${range[0]} to ${range[1]}` : 'a whole number'}` }]
      : []
  })
  if (min !== null && max !== null && min > max) faults.push({ field: 'max', message: 'is less than min' })
  return faults
}

/** A value as its field holds it, or what is wrong with it; `at` is where it stands in the input. */
export function fitting(
  field: Pick<Field, 'kind' | 'options' | 'min' | 'max'>,
  value: CustomValue,
  at: string,
): { value: CustomValue; issues: [] } | { value: null; issues: Issue[] } {
  const parsed = valueSchema(field).safeParse(value)
  if (parsed.success) return { value: parsed.data, issues: [] }
  const issues = parsed.error.issues.map(({ path, message }) => ({
    field: [at, ...path.map(String)].join('.'),
    message,
  }))
  return { value: null, issues }
}
