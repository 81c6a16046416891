/** The milestones of a project as a tree; one is open in the panel. */

import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { FileQuestion, Flag, Plus } from 'lucide-react'
import { useMay } from '../../app/access.ts'
import { trpc } from '../../app/api.ts'
import { Fault } from '../../app/fault-state.tsx'
import { pagesOf, usePages } from '../../app/pages.ts'
import { Button } from '../../ui/button.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { MilestonePanel } from './milestone-panel.tsx'
import { MilestonesTable } from './milestones-table.tsx'
import { linesOf } from './tree.ts'

const from = '/inside/projects/$projectId/milestones'

export default function MilestonesPage() {
  const { projectId } = useParams({ from })
  const { milestone: openId } = useSearch({ from })
  const navigate = useNavigate({ from: '/projects/$projectId/milestones' })
  const may = useMay(projectId)
  const project = useQuery(trpc.projects.get.queryOptions({ projectId }))
  const list = usePages(pagesOf(trpc.milestones.list, { projectId }), { all: true })
  const open = (milestone?: string) => void navigate({ search: { milestone } })
  const mayWrite = may('milestones', 'write')
  useKeys(mayWrite ? { c: { label: 'New milestone', hint: 'new milestone', run: () => open('new') } } : {})
  const lines = linesOf(list.rows)
  const shown = list.rows.find(({ id }) => id === openId)
  const create = mayWrite && (
    <Button kind="primary" icon={Plus} keys="c" onClick={() => open('new')}>
      New milestone
    </Button>
  )
  return (
    <Page
      title="Milestones"
      fixed
      {...(!list.loading && { aside: lines.length })}
      crumbs={
        project.data
          ? [
              <Link key="p" to="/projects/$projectId" params={{ projectId }}>
                {project.data.name}
              </Link>,
            ]
          : []
      }
      actions={lines.length > 0 && create}
    >
      {list.error ? (
        <Fault title="The milestones did not arrive" of={list} />
      ) : (
        <MilestonesTable
          lines={lines}
          loading={list.loading}
          open={openId}
          onOpen={open}
          empty={
            <EmptyState
              icon={Flag}
              title="Nothing to reach yet"
              text="A milestone is something to be reached by a day: a release, a sprint, an audit. Runs belong to it, and it says when it is late."
              action={create}
            />
          }
        />
      )}
      {openId && openId !== 'new' && !shown && !list.loading && !list.hasMore && !list.error && (
        <Panel label="Milestone" head="Milestone" onClose={() => open()}>
          <EmptyState
            icon={FileQuestion}
            title="No such milestone"
            text="It was deleted, or you may not see it. Those that there are stand in the list."
          />
        </Panel>
      )}
      {openId && (openId === 'new' ? mayWrite : shown) && (
        <MilestonePanel
          key={openId}
          projectId={projectId}
          milestone={shown}
          others={list.rows}
          mayWrite={mayWrite}
          mayClose={mayWrite && may('milestones', 'close')}
          mayDelete={may('milestones', 'delete')}
          onOpen={open}
        />
      )}
    </Page>
  )
}
