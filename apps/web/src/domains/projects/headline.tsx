import { Link, useParams } from '@tanstack/react-router'
import type { TestExecution } from '@testplanit/api/domains/reports/schemas'
import { number, rateText } from '../../ui/number.ts'
import type { figuresOf } from './report.ts'

interface Props {
  report: TestExecution
  figures: ReturnType<typeof figuresOf>
  running: number
  span: number
}

const counted = (count: number, one: string, many = `${one}s`) => `${number.format(count)} ${count === 1 ? one : many}`
const lit = 'border-b-2 border-line-strong hover:border-accent'

/** The project in a sentence: how much passed, what is under way, what fails most. */
export function Headline({ report, figures, running, span }: Props) {
  const { projectId } = useParams({ from: '/inside/projects/$projectId' })
  const { executed, passRate } = report.summary
  const worst = report.topFailures[0]
  const runs = running > 0 && (
    <Link className={lit} to="/projects/$projectId/runs" params={{ projectId }} search={{ status: 'ACTIVE' }}>
      {counted(running, 'run')}
    </Link>
  )
  return (
    <section aria-label="In short">
      <h2 className="text-20 font-semibold text-balance wide:text-28">
        {executed > 0 ? (
          <>
            <span className={passRate < 90 ? 'text-failed' : 'text-passed'}>{rateText(passRate)} passed</span>
            {runs && <>, {runs} under way</>}
            {worst && (
              <>
                ,{' '}
                <a className={lit} href="#fails-most">
                  C{worst.number}
                </a>{' '}
                fails most
              </>
            )}
            .
          </>
        ) : (
          <>
            Nothing was executed in the last {span} days{runs && <>, {runs} under way</>}.
          </>
        )}
      </h2>
      {executed > 0 && (
        <p className="mt-2 max-w-175 text-14 text-pretty text-text-2">
          In the last {span} days {counted(executed, 'result')} came from {counted(report.summary.totalRuns, 'run')}:{' '}
          {counted(figures.failed, 'failure')}, {number.format(figures.blocked)} blocked.
          {worst && (
            <>
              {' '}
              “{worst.testCase}” failed {counted(worst.failureCount, 'time')} of {number.format(worst.executions)}.
            </>
          )}
        </p>
      )}
    </section>
  )
}
