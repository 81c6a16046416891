import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Flag } from 'lucide-react'
import { trpc } from '../../app/api.ts'
import { Tag } from '../../ui/chip.tsx'
import { Section } from '../../ui/page.tsx'
import { daysLate, lateText, leftOf } from '../milestones/late.ts'
import { familyOf } from '../milestones/tree.ts'
import type { Run } from './running-now.tsx'

/** Milestones past their day, and what is still to run for them. `runs`: all that are active; undefined where not all are here. */
export function Late({ projectId, runs }: { projectId: string; runs: readonly Run[] | undefined }) {
  const query = useQuery(trpc.milestones.list.queryOptions({ projectId, completed: false, limit: 250 }))
  const open = query.data?.data ?? []
  const late = open
    .map((milestone) => ({ ...milestone, days: daysLate(milestone) }))
    .filter(({ days }) => days > 0)
    .toSorted((a, b) => b.days - a.days)
  return (
    <Section title="Late" aside={late.length > 0 && late.length}>
      {query.isSuccess && late.length === 0 && (
        <p className="border-y border-line py-2 text-text-2">Nothing is late.</p>
      )}
      <ul className="border-t border-line empty:hidden">
        {late.map(({ id, name, days }) => {
          const family = familyOf(id, open)
          const own = runs?.filter(({ milestoneId }) => milestoneId && family.has(milestoneId))
          return (
            <li key={id} className="border-b border-line">
              <Link
                to="/projects/$projectId/milestones"
                params={{ projectId }}
                search={{ milestone: id }}
                className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2 py-2.5 hover:bg-hover wide:py-1"
              >
                <Flag className="i" />
                <span className="cut">{name}</span>
                <Tag tone="bad">{lateText(days)}</Tag>
                {own && <span className="col-start-2 col-end-4 text-12 text-text-3">{leftOf(own)}</span>}
              </Link>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
