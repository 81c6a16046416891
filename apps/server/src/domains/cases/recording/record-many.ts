import type { Case } from '@testplanit/api/domains/cases/schemas'
import type { Recorder } from '../../../pipeline/record.ts'
import { idsOf } from '../../../platform/database/ids.ts'
import { tellOfCase } from '../writes.ts'

/** One audit row for all cases of a bulk command, and the event of each; `further` says what was done. */
export function recordMany(
  record: Recorder,
  what: 'created' | 'updated',
  cases: Case[],
  further: Record<string, unknown> = {},
): void {
  record.did('case', {}, { [what]: cases.length, ids: idsOf(cases), ...further })
  for (const one of cases) tellOfCase(record, what, one)
}
