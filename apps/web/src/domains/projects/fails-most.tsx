import { Link } from '@tanstack/react-router'
import type { TestExecution } from '@testplanit/api/domains/reports/schemas'
import { Strip } from '../../ui/bar.tsx'
import { Tag } from '../../ui/chip.tsx'
import { Section } from '../../ui/page.tsx'
import { Time } from '../../ui/time.tsx'
import { habitOf } from './report.ts'

interface Props {
  projectId: string
  failures: TestExecution['topFailures']
}

export const FAILURES_SHOWN = 8

export function FailsMost({ projectId, failures }: Props) {
  return (
    <div id="fails-most" className="scroll-mt-4">
      <Section title="What fails most" text="last 20 results, newest at the right">
        {failures.length === 0 && (
          <p className="border-y border-line py-3 text-text-2">Nothing failed in these days.</p>
        )}
        <ul className="@container border-t border-line empty:hidden">
          {failures.slice(0, FAILURES_SHOWN).map((failure) => (
            <li key={failure.caseId} className="border-b border-line">
              <Link
                to="/projects/$projectId/cases"
                params={{ projectId }}
                search={{ case: failure.caseId, tab: 'results' }}
                className="grid grid-cols-[64px_1fr_auto] items-center gap-x-3 gap-y-1.5 py-2.5 hover:bg-hover @min-[700px]:h-8 @min-[700px]:grid-cols-[64px_minmax(0,1fr)_120px_56px_144px] @min-[700px]:py-0"
              >
                <span className="num row-start-2 text-text-3 @min-[700px]:row-start-auto">C{failure.number}</span>
                <span className="cut col-span-3 @min-[700px]:col-span-1">{failure.testCase}</span>
                <span className="row-start-2 justify-self-end @min-[700px]:row-start-auto">
                  <Strip results={failure.recent} />
                </span>
                <span
                  className="num hidden text-right text-text-3 @min-[700px]:block"
                  title="failures of executions in these days"
                >
                  <b className="font-semibold text-text">{failure.failureCount}</b> / {failure.executions}
                </span>
                <span className="row-start-2 flex @min-[700px]:row-start-auto">
                  <Habit failure={failure} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}

function Habit({ failure }: { failure: TestExecution['topFailures'][number] }) {
  const { tone, text } = habitOf(failure)
  return (
    <Tag tone={tone}>
      {text}
      <span className="vh">
        , last failed <Time at={failure.lastFailed} />
      </span>
    </Tag>
  )
}
