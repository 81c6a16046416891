import type { Case } from '@testplanit/api/domains/cases/schemas'
import { textOf } from '../../ui/rich-text.ts'
import { StepsTable } from '../../ui/steps-table.tsx'

/** What a case says, to be read: what must be there before, its steps, what holds at the end. */
export function CaseText({ one }: { one: Pick<Case, 'description' | 'steps' | 'expectedResult'> }) {
  const before = textOf(one.description)
  return (
    <>
      {before && <p className="mt-3 text-14 whitespace-pre-wrap text-text-2">{before}</p>}
      {one.steps.length > 0 && (
        <div className="mt-4">
          <StepsTable steps={one.steps.map((step) => ({ ...step, expected: step.expected ?? undefined }))} />
        </div>
      )}
      {one.expectedResult && (
        <p className="mt-3 text-14 whitespace-pre-wrap">
          <b className="font-medium">Expected</b> {one.expectedResult}
        </p>
      )}
    </>
  )
}
