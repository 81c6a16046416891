import { Link } from '@tanstack/react-router'
import { FileQuestion } from 'lucide-react'
import { Page } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { faultOf } from './fault.ts'
import { Fault } from './fault-state.tsx'

/** What stands where a project's pages would: it is not there, or it did not arrive. */
export function NoProject({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <Page title="Project">
      {faultOf(error).code === 'NOT_FOUND' ? (
        <EmptyState
          icon={FileQuestion}
          title="No such project"
          text="It was deleted, or you may not see it. Whoever runs it can give you a role in it."
          link={
            <Link className="link" to="/">
              All projects
            </Link>
          }
        />
      ) : (
        <Fault title="The project did not arrive" of={{ error, refetch: onRetry }} />
      )}
    </Page>
  )
}
