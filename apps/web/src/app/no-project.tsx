import { Link } from '@tanstack/react-router'
import { FileQuestion } from 'lucide-react'
import { EmptyState } from '../ui/states.tsx'

/** What stands where a project's pages would, without its side bar: there is nothing to go to in it. */
export const NoProject = () => (
  <main className="grid h-full place-content-center">
    <h1 className="vh">Project</h1>
    <title>No such project · TestPlanIt</title>
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
  </main>
)
