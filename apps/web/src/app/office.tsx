/** The frame of the pages about the installation and the reader: projects, people, roles, profile. */

import { Outlet } from '@tanstack/react-router'
import { House, Shield, UserRound, Users } from 'lucide-react'
import { part } from './loaded.tsx'
import { usePersonItems } from './person-items.ts'
import { usePlaces } from './places.ts'
import { useMe } from './session.ts'
import { navLink, Shell } from './shell.tsx'

const Find = part(() => import('../domains/search/find.tsx'))

export default function Office() {
  const me = useMe()
  const places = usePlaces()
  const administration = [
    { label: 'People', icon: Users, link: navLink({ to: '/admin/users' }) },
    { label: 'Roles', icon: Shield, link: navLink({ to: '/admin/roles' }) },
  ]
  return (
    <Shell
      title="TestPlanIt"
      text={places.length > 1 ? 'All projects' : 'No project yet'}
      places={places}
      nav={[
        { label: 'Projects', icon: House, link: navLink({ to: '/' }, true) },
        ...(me.systemAccess === 'ADMIN' ? administration : []),
        { label: 'Profile', icon: UserRound, link: navLink({ to: '/profile' }) },
      ]}
      person={me}
      personItems={usePersonItems()}
      Find={Find}
    >
      <Outlet />
    </Shell>
  )
}
