import { faultOf } from './fault.ts'

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** What a form shows of a failed call: `of(field)` beside each of its fields, `rest` for what belongs to none of them. */
export function formFault(error: unknown, fields: readonly string[]) {
  if (!error) return { of: () => undefined, rest: undefined, requestId: undefined }
  const fault = faultOf(error)
  const told = Object.entries(fault.fields).filter(([field]) => field !== 'expectedVersion')
  const others = told.filter(([field]) => !fields.includes(field)).map(([field, message]) => `${field} ${message}`)
  const isByField = told.length > others.length
  return {
    of: (field: string) => (fault.fields[field] === undefined ? undefined : sentence(fault.fields[field])),
    rest: others.length > 0 ? sentence(others.join(', ')) : isByField ? undefined : fault.message,
    requestId: fault.code === 'INTERNAL_ERROR' ? fault.requestId : undefined,
  }
}
