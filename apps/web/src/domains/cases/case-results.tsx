import { Link } from '@tanstack/react-router'
import type { Case } from '@testplanit/api/domains/cases/schemas'
import { trpc } from '../../app/api.ts'
import { Fault } from '../../app/fault-state.tsx'
import { pagesOf, usePages } from '../../app/pages.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { StatusText } from '../../ui/status.tsx'
import { Time } from '../../ui/time.tsx'
import { stepWords } from '../runs/step-words.ts'

export const resultsOf = (caseId: string) => pagesOf(trpc.results.ofCase, { caseId, limit: 50 })

/** A case's history over all runs, newest first, with the steps that did not pass. */
export function CaseResults({ one: { id, projectId, steps } }: { one: Case }) {
  const results = usePages(resultsOf(id))
  if (results.loading) return <Skeleton lines={4} />
  if (results.error) return <Fault title="The results did not arrive" of={results} />
  return (
    <>
      <ul aria-label="Results, newest first">
        {results.rows.map((one) => (
          <li
            key={one.id}
            className="grid grid-cols-[88px_minmax(0,1fr)_auto] items-baseline gap-x-3 border-b border-line py-2"
          >
            <StatusText status={one.status} />
            <Link
              className="cut hover:underline"
              to="/projects/$projectId/runs/$runId"
              params={{ projectId, runId: one.runId }}
              search={{ case: one.runCaseId }}
            >
              {one.runName}
            </Link>
            <span className="text-12 text-text-3">
              <Time at={one.createdAt} />
            </span>
            <span className="col-start-2 col-end-4 cut text-12 text-text-3">
              {[one.userName ?? 'Imported', one.flaky && 'passed after failing', one.message]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {stepWords(one.stepResults, steps).map((line) => (
              <span key={line} className="col-start-2 col-end-4 line-clamp-3 break-words text-12 text-text-2">
                {line}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {results.hasMore && (
        <Button kind="quiet" busy={results.isReadingMore} onClick={results.more}>
          Older results
        </Button>
      )}
    </>
  )
}
