import { useQuery } from '@tanstack/react-query'
import { trpc } from '../../app/api.ts'
import { Strip } from '../../ui/bar.tsx'
import { Tag } from '../../ui/chip.tsx'
import { durationText } from '../../ui/duration.ts'
import { Section } from '../../ui/page.tsx'
import { textOf } from '../../ui/rich-text.ts'
import { StatusGlyph } from '../../ui/status.tsx'
import { Time } from '../../ui/time.tsx'
import { stepWords } from './step-words.ts'
import type { Result, RunCase } from './types.ts'

/** What was seen of the case before, in whichever run. */
export function ExecuteHistory({ row, steps }: { row: RunCase; steps: readonly { id: string }[] }) {
  const { data } = useQuery(trpc.results.ofCase.queryOptions({ caseId: row.repositoryCaseId, limit: 20 }))
  const all = data?.data ?? []
  const failed = all.filter((result) => result.status === 'FAILED').length
  return (
    <aside
      aria-label="History"
      className="overflow-auto wrap-anywhere border-line px-4 py-5 max-wide:order-2 max-wide:border-t wide:col-start-2 wide:row-start-3 wide:max-h-44 wide:border-t wide:px-8 full:col-start-3 full:row-start-2 full:max-h-none full:border-t-0 full:border-l full:px-5"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
    >
      <Section
        title="History"
        aside={
          all.length > 0 && (
            <span className="text-12 text-text-3">
              {failed} of {all.length} failed
            </span>
          )
        }
      >
        {data && all.length === 0 && <p className="text-text-2">No results yet: this is the first.</p>}
        {all.length > 1 && <Strip results={all.map((result) => result.status).toReversed()} />}
        <ol className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-2.5">
          {all.slice(0, 8).map((result) => (
            <li key={result.id} className="flex gap-2.5">
              <span className="flex-none pt-0.75">
                <StatusGlyph status={result.status} />
              </span>
              <div className="min-w-0 flex-1">
                <p>
                  <Time at={result.createdAt} />, <b className="font-medium">{result.userName ?? 'Imported'}</b>{' '}
                  {result.durationMs !== null && (
                    <span className="num text-text-3">{durationText(result.durationMs)}</span>
                  )}{' '}
                  {result.flaky && <Tag tone="warn">flaky</Tag>}
                </p>
                {told(result, steps).map((line) => (
                  <p key={line} className="line-clamp-3 break-words whitespace-pre-line text-text-2">
                    {line}
                  </p>
                ))}
                <p className="cut text-12 text-text-3">{result.runName}</p>
              </div>
            </li>
          ))}
        </ol>
      </Section>
    </aside>
  )
}

const told = (result: Result, steps: readonly { id: string }[]) =>
  [result.message ?? '', textOf(result.notes), ...stepWords(result.stepResults, steps)].filter(Boolean)
