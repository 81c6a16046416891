/** PropertyList: items: [name, value][], ruled? (a figure at the right of each line, with hairlines). */
import type { ReactNode } from 'react'

export function PropertyList({ items, ruled }: { items: readonly (readonly [string, ReactNode])[]; ruled?: boolean }) {
  return (
    <dl className={ruled ? 'facts' : 'props'}>
      {items.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
