import { Link } from '@tanstack/react-router'
import { FileQuestion } from 'lucide-react'
import { Page } from '../ui/page.tsx'
import { EmptyState, ErrorState } from '../ui/states.tsx'
import { faultOf } from './fault.ts'

/** What stands where a project's pages would: it is not there, or it did not arrive. */
export function NoProject({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { code, message, requestId } = faultOf(error)
  return (
    <Page title="Project">
      {code === 'NOT_FOUND' ? (
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
        <ErrorState title="The project did not arrive" text={message} requestId={requestId} onRetry={onRetry} />
      )}
    </Page>
  )
}
