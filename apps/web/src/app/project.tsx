/** The frame of a project's pages. */

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Outlet, useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { FileText, Flag, House, Play, Upload, Users } from 'lucide-react'
import { useRunningImport } from '../domains/imports/jobs.ts'
import { useKeys } from '../ui/keys.ts'
import { number } from '../ui/number.ts'
import { Place } from '../ui/page.tsx'
import { JobLine } from '../ui/side.tsx'
import { useMay } from './access.ts'
import { trpc } from './api.ts'
import { faultOf } from './fault.ts'
import { Fault } from './fault-state.tsx'
import { part } from './loaded.tsx'
import { NoProject } from './no-project.tsx'
import { usePersonItems } from './person-items.ts'
import { usePlaces } from './places.ts'
import { useMe } from './session.ts'
import { navLink, Shell } from './shell.tsx'

const Find = part(() => import('../domains/search/find.tsx'))

export default function Project() {
  const { projectId } = useParams({ from: '/inside/projects/$projectId' })
  const { pathname } = useLocation()
  const me = useMe()
  const project = useQuery(trpc.projects.get.queryOptions({ projectId }))
  const active = useQuery(
    trpc.runs.list.queryOptions({ projectId, status: 'ACTIVE', limit: 1 }, { placeholderData: keepPreviousData }),
  )
  const personItems = usePersonItems()
  const may = useMay(projectId)
  const places = usePlaces(projectId)
  const importing = useRunningImport(projectId)
  useGoing(projectId, may('imports', 'write'))
  const params = { projectId }
  const running = active.data?.pagination.total
  if (project.isError && faultOf(project.error).code === 'NOT_FOUND') return <NoProject />
  return (
    <Shell
      title={project.data?.name ?? 'Project'}
      text="TestPlanIt"
      rail={pathname.endsWith('/cases')}
      places={places}
      job={importing && <JobLine {...importing} link={navLink({ to: '/projects/$projectId/imports', params })} />}
      nav={[
        { label: 'Overview', icon: House, link: navLink({ to: '/projects/$projectId', params }, true) },
        {
          label: 'Cases',
          icon: FileText,
          link: navLink({ to: '/projects/$projectId/cases', params }),
          ...(project.data && { count: number.format(project.data.caseCount) }),
        },
        {
          label: 'Runs',
          icon: Play,
          link: navLink({ to: '/projects/$projectId/runs', params }),
          ...(running && { count: number.format(running) }),
        },
        { label: 'Milestones', icon: Flag, link: navLink({ to: '/projects/$projectId/milestones', params }) },
        ...(may('imports', 'write')
          ? [{ label: 'Imports', icon: Upload, link: navLink({ to: '/projects/$projectId/imports', params }) }]
          : []),
        ...(may('members', 'read')
          ? [{ label: 'Members', icon: Users, link: navLink({ to: '/projects/$projectId/members', params }) }]
          : []),
      ]}
      person={me}
      personItems={personItems}
      Find={Find}
    >
      <Place value={project.data?.name}>
        {project.isError ? <Fault title="The project did not arrive" of={project} /> : <Outlet />}
      </Place>
    </Shell>
  )
}

/** `g` and a letter go to a page of the project. */
function useGoing(projectId: string, mayImport: boolean) {
  const navigate = useNavigate()
  const params = { projectId }
  useKeys({
    'g o': { label: 'Go to the overview', run: () => void navigate({ to: '/projects/$projectId', params }) },
    'g c': { label: 'Go to the cases', run: () => void navigate({ to: '/projects/$projectId/cases', params }) },
    'g r': { label: 'Go to the runs', run: () => void navigate({ to: '/projects/$projectId/runs', params }) },
    'g m': {
      label: 'Go to the milestones',
      run: () => void navigate({ to: '/projects/$projectId/milestones', params }),
    },
    ...(mayImport && {
      'g i': { label: 'Go to the imports', run: () => void navigate({ to: '/projects/$projectId/imports', params }) },
    }),
    'g p': { label: 'Go to all projects', run: () => void navigate({ to: '/' }) },
  })
}
