import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Boxes } from 'lucide-react'
import type { MenuEntry } from '../ui/menu.tsx'
import { trpc } from './api.ts'

/** The menu that goes from one project to another: the fifty newest, and the page of all. */
export function usePlaces(current?: string): MenuEntry[] {
  const navigate = useNavigate()
  const { data } = useQuery(trpc.projects.list.queryOptions({}))
  const projects = data?.data ?? []
  return [
    ...projects.map(({ id, name }) => ({
      label: name,
      checked: id === current,
      onSelect: () => void navigate({ to: '/projects/$projectId', params: { projectId: id } }),
    })),
    ...(projects.length > 0 ? (['line'] as const) : []),
    { label: 'All projects', icon: Boxes, keys: 'g p', onSelect: () => void navigate({ to: '/' }) },
  ]
}
