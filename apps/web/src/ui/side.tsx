/**
 * Side: label, head (ReactNode: the project's switch), onFind, children (NavLists), job? (JobLine), foot (ReactNode: who is here).
 *   Under 760 px it is a menu that SideButton (in the top bar) opens.
 * NavList: title?, items: { label, icon, count?, bad?, link }[]; link(children, className?) draws the router's own link.
 * SideSwitch: title, text, + button props (to be a Menu's trigger). JobLine: text, value (0–100), link.
 */
import { ChevronsUpDown, type LucideIcon, Menu as MenuIcon, Search } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { Meter } from './bar.tsx'
import { cx } from './cx.ts'
import { Keys } from './kbd.tsx'
import { Logo } from './logo.tsx'

const sideId = 'side-menu'
const closeSide = () => document.getElementById(sideId)?.hidePopover()

/** Draws a link around what it is given; the app hands in its router's. */
export type LinkOf = (children: ReactNode, className?: string) => ReactNode
export interface NavItem {
  label: string
  icon: LucideIcon
  count?: ReactNode
  bad?: boolean
  link: LinkOf
}

interface SideProps {
  label: string
  head: ReactNode
  onFind: () => void
  children: ReactNode
  job?: ReactNode
  foot: ReactNode
}

export function Side({ label, head, onFind, children, job, foot }: SideProps) {
  return (
    <aside
      className="side"
      id={sideId}
      popover="auto"
      aria-label={label}
      onClick={(event) => event.target instanceof Element && event.target.closest('a') && closeSide()}
    >
      {head}
      <button
        type="button"
        className="find"
        onClick={() => {
          closeSide()
          onFind()
        }}
      >
        <Search className="i" />
        <span>Find or do…</span>
        <Keys keys="mod+k" />
      </button>
      {children}
      <span className="flex-1" />
      {job}
      <div className="me">{foot}</div>
    </aside>
  )
}

export function SideButton() {
  return (
    <button type="button" className="ib side-b" popoverTarget={sideId} aria-label="Menu">
      <MenuIcon className="i" />
    </button>
  )
}

export function NavList({ label, title, items }: { label: string; title?: string; items: readonly NavItem[] }) {
  return (
    <nav className="nav" aria-label={label}>
      {title && <h2>{title}</h2>}
      <ul>
        {items.map(({ label: name, icon: Icon, count, bad, link }) => (
          <li key={name}>
            {link(
              <>
                <Icon className="i" />
                <span className="cut">{name}</span>
                {count !== undefined && <em className={cx(bad && 'bad')}>{count}</em>}
              </>,
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

export function SideSwitch({ title, text, ...rest }: { title: string; text: string } & ComponentProps<'button'>) {
  return (
    <button type="button" className="switch" {...rest}>
      <Logo />
      <span className="switch-t">
        <b className="cut">{title}</b>
        <small className="cut">{text}</small>
      </span>
      <ChevronsUpDown className="i" />
    </button>
  )
}

export function JobLine({ text, value, link }: { text: string; value: number; link: LinkOf }) {
  return (
    <div className="job">
      {link(
        <>
          <span>
            {text} <b>{Math.round(value)}%</b>
          </span>
          <Meter value={value} label={text} />
        </>,
      )}
    </div>
  )
}
