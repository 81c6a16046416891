/** ResultHistory: every result of a run case, newest first, with what was seen at each step. */
import { useQuery } from '@tanstack/react-query'
import { trpc } from '../../app/api.ts'
import { faultOf } from '../../app/fault.ts'
import { Tag } from '../../ui/chip.tsx'
import { CodeBlock } from '../../ui/code-block.tsx'
import { durationText } from '../../ui/duration.ts'
import { Section } from '../../ui/page.tsx'
import { textOf } from '../../ui/rich-text.ts'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { StatusGlyph, StatusText, statuses } from '../../ui/status.tsx'
import { Time } from '../../ui/time.tsx'
import { nameOf, usePeople } from './names.ts'
import type { Result } from './types.ts'

interface Props {
  projectId: string
  runId: string
  runCaseId: string
}

export function ResultHistory({ projectId, runId, runCaseId }: Props) {
  const people = usePeople(projectId)
  const { data, error, isPending, refetch } = useQuery(trpc.results.list.queryOptions({ runId, caseId: runCaseId }))
  const count = data?.pagination.total ?? data?.data.length
  return (
    <div className="mt-6">
      <Section title="Results" aside={count ? <span className="text-12 text-text-3">{count}</span> : undefined}>
        {error && (
          <ErrorState title="The results did not arrive" text={faultOf(error).message} onRetry={() => refetch()} />
        )}
        {isPending && <Skeleton lines={2} />}
        {data?.data.length === 0 && <p className="text-text-2">Nobody has executed it in this run yet.</p>}
        <ol className="border-t border-line">
          {data?.data.map((result) => (
            <li key={result.id} className="border-b border-line py-2.5">
              <ResultView result={result} who={result.createdBy ? nameOf(people, result.createdBy) : undefined} />
            </li>
          ))}
        </ol>
      </Section>
    </div>
  )
}

function ResultView({ result, who }: { result: Result; who: string | undefined }) {
  const notes = textOf(result.notes)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <p className="flex items-center gap-2">
        <StatusGlyph status={result.status} />
        <b className="font-medium">{statuses[result.status].label}</b>
        {result.flaky && <Tag tone="warn">flaky</Tag>}
        <span className="cut text-text-2">{who}</span>
        <span className="ml-auto flex-none text-12 text-text-3">
          {result.durationMs !== null && <span className="num">{durationText(result.durationMs)} · </span>}
          <Time at={result.createdAt} />
        </span>
      </p>
      {notes && <p className="text-14 whitespace-pre-wrap">{notes}</p>}
      {result.stepResults.length > 0 && <StepResults result={result} />}
      {result.message && <p className="mono break-words whitespace-pre-wrap text-failed">{result.message}</p>}
      {result.details && <CodeBlock label="Trace" code={result.details} />}
      {result.attempts.length > 1 && (
        <div>
          <p className="text-12 text-text-3">{result.attempts.length} attempts</p>
          <ol className="grid grid-cols-[minmax(0,1fr)] gap-1">
            {result.attempts.map((attempt, index) => (
              <li key={index} className="flex items-start gap-2">
                <StatusGlyph status={attempt.status} />
                <span className="mono min-w-0 flex-1 break-words whitespace-pre-wrap">
                  {attempt.message ?? statuses[attempt.status].label.toLowerCase()}
                </span>
                {attempt.durationMs !== null && (
                  <span className="num flex-none text-12 text-text-3">{durationText(attempt.durationMs)}</span>
                )}
              </li>
            ))}
          </ol>
        </div>
      )}
      {result.attachments.length > 0 && (
        <ul className="flex flex-wrap gap-x-4">
          {result.attachments.map(({ id, name, url }) => (
            <li key={id}>
              <a className="link" href={url} target="_blank" rel="noreferrer noopener">
                {name}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** What was seen at each step, by the case's numbers; a step that the case no longer has stands at the end, without one. */
function StepResults({ result }: { result: Result }) {
  const { data, isLoading } = useQuery(
    trpc.cases.get.queryOptions({ caseId: result.repositoryCaseId }, { retry: false }),
  )
  if (isLoading) return <Skeleton lines={result.stepResults.length} />
  const numbers = new Map(data?.steps.map((step, index) => [step.id, index + 1]))
  const lines = result.stepResults
    .map((step) => ({ ...step, number: numbers.get(step.stepId) }))
    .toSorted((a, b) => (a.number ?? Number.POSITIVE_INFINITY) - (b.number ?? Number.POSITIVE_INFINITY))
  return (
    <table className="step-results">
      <caption className="vh">Steps of this result</caption>
      <thead className="vh">
        <tr>
          {['Step', 'Result', 'Note'].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ stepId, status, notes, number }) => (
          <tr key={stepId}>
            <td>{number ?? '–'}</td>
            <td>
              <StatusText status={status} />
            </td>
            <td>{textOf(notes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
