import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Flag } from 'lucide-react'
import { trpc } from '../../app/api.ts'
import { Tag } from '../../ui/chip.tsx'
import { Section } from '../../ui/page.tsx'
import { daysLate } from '../milestones/late.ts'

/** Milestones past their day. */
export function Late({ projectId }: { projectId: string }) {
  const open = useQuery(trpc.milestones.list.queryOptions({ projectId, completed: false, limit: 250 }))
  const late = (open.data?.data ?? [])
    .map((milestone) => ({ ...milestone, days: daysLate(milestone) }))
    .filter(({ days }) => days > 0)
    .toSorted((a, b) => b.days - a.days)
  return (
    <Section title="Late" aside={late.length > 0 && late.length}>
      {open.isSuccess && late.length === 0 && <p className="border-y border-line py-2 text-text-2">Nothing is late.</p>}
      <ul className="border-t border-line empty:hidden">
        {late.map(({ id, name, days }) => (
          <li key={id} className="border-b border-line">
            <Link
              to="/projects/$projectId/milestones"
              params={{ projectId }}
              search={{ milestone: id }}
              className="flex h-11 items-center gap-2 hover:bg-hover wide:h-7"
            >
              <Flag className="i" />
              <span className="cut flex-1">{name}</span>
              <Tag tone="bad">{days} d</Tag>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
