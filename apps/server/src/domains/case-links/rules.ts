import { conflict } from '@testplanit/api/errors'
import type { Pair } from './queries.ts'

/** Throws CONFLICT where two cases are linked so already, or would depend on themselves. */
export function mustBeFree({ isLinked, closesCircle }: Pair): void {
  if (isLinked) throw conflict('These two test cases are linked so already.')
  if (closesCircle) throw conflict('The other test case depends on this one: neither could ever be run first.')
}
