import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { LogOut, Shield, UserRound, Users } from 'lucide-react'
import type { MenuEntry } from '../ui/menu.tsx'
import { trpc } from './api.ts'
import { forgetKept } from './kept.ts'
import { useMe } from './session.ts'
import { tellFault } from './tell-fault.ts'

/** The reader's menu: profile, what administrators have, log out. */
export function usePersonItems(): MenuEntry[] {
  const me = useMe()
  const navigate = useNavigate()
  const logOut = useMutation(
    trpc.auth.logout.mutationOptions({
      // A new document: nothing of what was read stays in memory.
      onSuccess: () => {
        forgetKept()
        location.assign('/login')
      },
      onError: (error) => tellFault('You are still logged in', error),
    }),
  )
  return [
    { label: 'Profile', icon: UserRound, onSelect: () => void navigate({ to: '/profile' }) },
    ...(me.systemAccess === 'ADMIN'
      ? [
          { label: 'People', icon: Users, onSelect: () => void navigate({ to: '/admin/users' }) },
          { label: 'Roles', icon: Shield, onSelect: () => void navigate({ to: '/admin/roles' }) },
        ]
      : []),
    { label: 'Log out', icon: LogOut, onSelect: () => logOut.mutate({}) },
  ]
}
