/** Figures: a strip of figures between hairlines; items: { id, label, status (its glyph), value, text, link? (LinkOf: to the very rows behind; where no page shows them, none) }[]. */
import type { LinkOf } from './side.tsx'
import { type Status, StatusGlyph } from './status.tsx'

export interface Figure {
  id: string
  label: string
  status: Status
  value: string
  text: string
  link?: LinkOf | undefined
}

export function Figures({ label, items }: { label: string; items: readonly Figure[] }) {
  return (
    <ul
      aria-label={label}
      className="grid divide-y divide-line border-y border-line wide:grid-flow-col wide:auto-cols-fr wide:divide-x wide:divide-y-0"
    >
      {items.map(({ id, status, value, text, link, ...item }) => {
        const figure = (
          <>
            <span className="flex items-center gap-1.5 text-text-2">
              <StatusGlyph status={status} silent />
              {item.label}
            </span>
            <b className="num text-16 font-semibold wide:mt-1 wide:text-20">{value}</b>
            <span className="text-right text-12 text-text-3 wide:text-left">{text}</span>
          </>
        )
        return (
          <li key={id} className="group">
            {link ? link(figure, `${look} ${linked}`) : <div className={look}>{figure}</div>}
          </li>
        )
      })}
    </ul>
  )
}

const look =
  'grid h-11 grid-cols-[1fr_auto_104px] items-center gap-3 wide:flex wide:h-auto wide:flex-col wide:items-start wide:gap-0 wide:py-3 wide:pl-4 wide:group-first:pl-0'
const linked = 'hover:[&>b]:underline hover:[&>b]:decoration-line-strong hover:[&>b]:underline-offset-4'
