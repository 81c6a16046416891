import { useNavigate, useParams } from '@tanstack/react-router'
import {
  Boxes,
  FileText,
  Flag,
  House,
  type LucideIcon,
  Moon,
  Play,
  Plus,
  Shield,
  Sun,
  SunMoon,
  Upload,
  UserRound,
  Users,
} from 'lucide-react'
import { useMay } from '../../app/access.ts'
import { useMe } from '../../app/session.ts'
import type { PaletteItem } from '../../ui/palette.tsx'
import { useTheme } from '../../ui/theme.ts'

/** What can be done from anywhere, and in the project where one is. */
export function useDoings(): PaletteItem[] {
  const navigate = useNavigate()
  const me = useMe()
  const { projectId } = useParams({ strict: false })
  const may = useMay(projectId)
  const [, setTheme] = useTheme()
  const item = (label: string, Icon: LucideIcon, onRun: () => void, keys?: string): PaletteItem => ({
    id: label,
    label,
    icon: <Icon className="i" />,
    onRun,
    ...(keys && { keys }),
  })
  const params = { projectId: projectId ?? '' }
  const inProject = projectId
    ? [
        item('Go to the overview', House, () => void navigate({ to: '/projects/$projectId', params }), 'g o'),
        item('Go to the cases', FileText, () => void navigate({ to: '/projects/$projectId/cases', params }), 'g c'),
        item('Go to the runs', Play, () => void navigate({ to: '/projects/$projectId/runs', params }), 'g r'),
        item(
          'Go to the milestones',
          Flag,
          () => void navigate({ to: '/projects/$projectId/milestones', params }),
          'g m',
        ),
        ...(may('imports', 'write')
          ? [
              item(
                'Go to the imports',
                Upload,
                () => void navigate({ to: '/projects/$projectId/imports', params }),
                'g i',
              ),
            ]
          : []),
        ...(may('members', 'read')
          ? [item('Go to the members', Users, () => void navigate({ to: '/projects/$projectId/members', params }))]
          : []),
        ...(may('milestones', 'write')
          ? [
              item(
                'New milestone',
                Plus,
                () => void navigate({ to: '/projects/$projectId/milestones', params, search: { milestone: 'new' } }),
              ),
            ]
          : []),
      ]
    : []
  const mayCreate = me.systemAccess === 'ADMIN' || me.systemAccess === 'PROJECTADMIN'
  return [
    ...inProject,
    ...(mayCreate ? [item('New project', Plus, () => void navigate({ to: '/', search: { new: 'project' } }))] : []),
    item('Go to all projects', Boxes, () => void navigate({ to: '/' })),
    ...(me.systemAccess === 'ADMIN'
      ? [
          item('Go to the people', Users, () => void navigate({ to: '/admin/users' })),
          item('Go to the roles', Shield, () => void navigate({ to: '/admin/roles' })),
        ]
      : []),
    item('Go to your profile', UserRound, () => void navigate({ to: '/profile' })),
    item('Light theme', Sun, () => setTheme('light')),
    item('Dark theme', Moon, () => setTheme('dark')),
    item('Theme as the system', SunMoon, () => setTheme('system')),
  ]
}
