import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { Project } from '@testplanit/api/domains/projects/schemas'
import { Boxes, Ellipsis, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { trpc } from '../../app/api.ts'
import { useMe } from '../../app/session.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { useNarrow } from '../../ui/narrow.ts'
import { number } from '../../ui/number.ts'
import { plainText } from '../../ui/plain-text.ts'
import { EmptyState } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { Time } from '../../ui/time.tsx'
import { DeleteProject } from './delete-project.tsx'

interface Props {
  rows: readonly Project[]
  count: number
  onRange: (first: number, last: number) => void
  loading: boolean
  q: string | undefined
  onClear: () => void
}

export function ProjectsTable({ rows, count, onRange, loading, q, onClear }: Props) {
  const me = useMe()
  const narrow = useNarrow()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [deleting, setDeleting] = useState<Project>()
  const mayDelete = (project: Project) => me.systemAccess === 'ADMIN' || project.createdBy === me.id
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <Table
        label="Projects"
        count={count}
        rowAt={(index) => rows[index]}
        rowId={(row) => row.id}
        onRange={onRange}
        loading={loading}
        onOpen={({ id }) => void navigate({ to: '/projects/$projectId', params: { projectId: id } })}
        onHover={({ id }) => void queries.prefetchQuery(trpc.projects.get.queryOptions({ projectId: id }))}
        empty={
          <EmptyState
            icon={Boxes}
            title={`No project with “${q}”`}
            text="The filter looks in their names."
            action={<Button onClick={onClear}>Clear the filter</Button>}
          />
        }
        columns={[
          {
            id: 'name',
            head: 'Name',
            ...(!narrow && { width: 280 }),
            cell: ({ id, name }) => (
              <Link to="/projects/$projectId" params={{ projectId: id }} className="cut font-medium">
                {name}
              </Link>
            ),
          },
          {
            id: 'text',
            head: 'What it is',
            wideOnly: true,
            cell: ({ description }) => <span className="cut text-text-2">{plainText(description)}</span>,
          },
          { id: 'cases', head: 'Cases', width: 80, align: 'n', cell: ({ caseCount }) => number.format(caseCount) },
          {
            id: 'changed',
            head: 'Made',
            width: 120,
            align: 'n',
            wideOnly: true,
            cell: ({ createdAt }) => <Time at={createdAt} days />,
          },
          {
            id: 'more',
            head: <span className="vh">More</span>,
            width: 48,
            align: 'c',
            cell: (project) =>
              mayDelete(project) && (
                <Menu
                  trigger={<IconButton small label={`More of ${project.name}`} icon={Ellipsis} />}
                  items={[{ label: 'Delete', icon: Trash2, danger: true, onSelect: () => setDeleting(project) }]}
                />
              ),
          },
        ]}
      />
      {deleting && <DeleteProject project={deleting} onClose={() => setDeleting(undefined)} />}
    </div>
  )
}
