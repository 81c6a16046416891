/**
 * Rail: the side bar of pages that need the room: label, head (one RailButton), onFind, items (as of NavList), foot?. Gone under 760 px, where the Side's menu stands in.
 */
import { Search } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import type { NavItem } from './side.tsx'
import { Tooltip } from './tooltip.tsx'

interface Props {
  label: string
  head: ReactNode
  onFind: () => void
  items: readonly NavItem[]
  foot?: ReactNode
}

export function Rail({ label, head, onFind, items, foot }: Props) {
  return (
    <nav className="rail" aria-label={label}>
      {head}
      <Tooltip label="Find or do anything" keys="mod+k">
        <button type="button" className="rail-b" aria-label="Find or do anything" onClick={onFind}>
          <Search className="i" />
        </button>
      </Tooltip>
      <span className="rail-s" />
      {items.map(({ label: name, icon: Icon, link }) => (
        <Fragment key={name}>
          {link(
            <>
              <Icon className="i" />
              <span className="vh">{name}</span>
            </>,
            'rail-b',
          )}
        </Fragment>
      ))}
      <span className="flex-1" />
      {foot}
    </nav>
  )
}
