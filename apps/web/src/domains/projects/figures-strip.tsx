import { Link } from '@tanstack/react-router'
import type { TestExecution } from '@testplanit/api/domains/reports/schemas'
import { Figures } from '../../ui/figures.tsx'
import { number, rateText } from '../../ui/number.ts'
import { FAILURES_SHOWN } from './fails-most.tsx'
import type { figuresOf } from './report.ts'

interface Props {
  projectId: string
  report: TestExecution
  figures: ReturnType<typeof figuresOf>
  span: number
}

const counted = (count: number, one: string) => `${number.format(count)} ${one}${count === 1 ? '' : 's'}`

/** The report names the ten that fail most. */
const casesOf = (count: number) => (count < 10 ? `in ${counted(count, 'case')}` : 'in 10 cases or more')

/** The figures of the chosen days; each opens the rows behind it, where a list shows these and no others. */
export function FiguresStrip({ projectId, report, figures, span }: Props) {
  const { executed, passRate, totalRuns } = report.summary
  const listed = report.topFailures.slice(0, FAILURES_SHOWN).reduce((sum, { failureCount }) => sum + failureCount, 0)
  const params = { projectId }
  const toDays: Parameters<typeof Figures>[0]['items'][number]['link'] = (children, className) => (
    <Link
      to="/projects/$projectId"
      params={params}
      search={(old: object) => ({ ...old, table: true })}
      hash="by-day"
      className={className}
    >
      {children}
    </Link>
  )
  return (
    <Figures
      label={`Figures of the last ${span} days`}
      items={[
        {
          id: 'rate',
          label: 'Pass rate',
          status: passRate >= 90 ? 'PASSED' : 'FAILED',
          value: executed > 0 ? rateText(passRate) : '–',
          text: `${number.format(figures.passed)} passed`,
          link: toDays,
        },
        {
          id: 'executed',
          label: 'Executed',
          status: 'IN_PROGRESS',
          value: number.format(executed),
          text: `in ${counted(totalRuns, 'run')}`,
        },
        {
          id: 'failing',
          label: 'Failures',
          status: 'FAILED',
          value: number.format(figures.failed),
          text: casesOf(report.topFailures.length),
          link:
            listed > 0 && listed === figures.failed
              ? (children, className) => (
                  <a href="#fails-most" className={className}>
                    {children}
                  </a>
                )
              : undefined,
        },
        {
          id: 'blocked',
          label: 'Blocked',
          status: 'BLOCKED',
          value: number.format(figures.blocked),
          text: `${number.format(figures.skipped)} skipped`,
        },
      ]}
    />
  )
}
