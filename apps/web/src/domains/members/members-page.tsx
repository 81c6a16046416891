/** Who may do what in a project: a row for each member, and what all others get. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { UserPlus, Users } from 'lucide-react'
import { useMay } from '../../app/access.ts'
import { trpc } from '../../app/api.ts'
import { Fault } from '../../app/fault-state.tsx'
import { pagesOf, usePages } from '../../app/pages.ts'
import { Button } from '../../ui/button.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { AddMember } from './add-member.tsx'
import { DefaultAccess } from './default-access.tsx'
import { MembersTable } from './members-table.tsx'

const from = '/inside/projects/$projectId/members'

export default function MembersPage() {
  const { projectId } = useParams({ from })
  const { add = false } = useSearch({ from })
  const navigate = useNavigate({ from: '/projects/$projectId/members' })
  const may = useMay(projectId)
  const project = useQuery(trpc.projects.get.queryOptions({ projectId }))
  const list = usePages(pagesOf(trpc.members.list, { projectId }))
  const mayWrite = may('members', 'write')
  const showAdd = (on: boolean) => void navigate({ search: { add: on || undefined }, replace: !on })
  useKeys(mayWrite ? { c: { label: 'Add a person', hint: 'add a person', run: () => showAdd(true) } } : {})
  const addButton = mayWrite && (
    <Button kind="primary" icon={UserPlus} keys="c" onClick={() => showAdd(true)}>
      Add a person
    </Button>
  )
  return (
    <Page
      title="Members"
      fixed
      {...(!list.loading && !list.error && { aside: list.count })}
      crumbs={
        project.data
          ? [
              <Link key="p" to="/projects/$projectId" params={{ projectId }}>
                {project.data.name}
              </Link>,
            ]
          : []
      }
      actions={addButton}
    >
      {list.error ? (
        <Fault title="The members did not arrive" titles={{ FORBIDDEN: 'Not for your role' }} of={list} />
      ) : (
        <div className="flex min-w-0 flex-1 flex-col">
          <DefaultAccess projectId={projectId} mayWrite={mayWrite} />
          <MembersTable
            projectId={projectId}
            {...list}
            mayWrite={mayWrite}
            mayDelete={may('members', 'delete')}
            empty={
              <EmptyState
                icon={Users}
                title="Nobody has a row of their own"
                text="Administrators and whoever made the project may do everything. All others get what the line above says, unless they have a row here."
                action={addButton}
              />
            }
          />
        </div>
      )}
      {add && mayWrite && <AddMember projectId={projectId} onClose={() => showAdd(false)} />}
    </Page>
  )
}
