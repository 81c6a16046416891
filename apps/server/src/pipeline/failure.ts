import { conflict, Fault } from '@testplanit/api/errors'
import { codeOf, constraintOf } from '../platform/database/database.ts'

const UNIQUE = '23505'
/** Somebody else holds it for too long; or again and again each waits for what the other holds. */
const HELD = new Set(['55P03', '40P01'])
const STATEMENT_TIMEOUT = '57014'
const UNSTORABLE = new Set(['22P05', '22021'])

/** What the caller is told of a failure; null where it is a fault of ours. */
export function faultOf(error: unknown): Fault | null {
  if (error instanceof Fault) return error
  if (error instanceof Error && error.cause instanceof Fault) return error.cause
  const code = codeOf(error)
  if (code === UNIQUE) return taken(constraintOf(error))
  if (HELD.has(code)) return conflict('Somebody else is changing this just now: try again.')
  if (code === STATEMENT_TIMEOUT)
    return new Fault(
      'INTERNAL_ERROR',
      'This took too long and was stopped; nothing was changed. Ask for less at a time.',
    )
  if (UNSTORABLE.has(code)) return new Fault('VALIDATION_ERROR', 'A text holds characters that cannot be stored.')
  return null
}

/** A unique index is named `<table>_<field>_taken`: the name says which field is taken. */
function taken({ table, name }: { table: string; name: string }): Fault {
  if (!name.endsWith('_taken')) return conflict('This is there already.')
  const field = name.slice(table.length + 1, -'_taken'.length)
  const inApi = field.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  return conflict(`This ${field.replaceAll('_', ' ')} is taken.`, inApi)
}
