/**
 * Shell: the frame around all pages: the side bar (or, with `rail`, the narrow one), ⌘K, the reader's menu; children: the page.
 *   title, text (where one is), places (the switch's menu), nav (NavItem[]; navLink(to) makes their links), pinned?, job?,
 *   person: { id, name }, personItems (MenuEntry[]: profile, log out), Find (the palette's component, loaded when opened).
 */
import { Link, type LinkProps } from '@tanstack/react-router'
import { SlidersHorizontal } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'
import { Avatar, Person } from '../ui/avatar.tsx'
import { Logo } from '../ui/logo.tsx'
import { Menu, type MenuEntry } from '../ui/menu.tsx'
import { Rail } from '../ui/rail.tsx'
import { type LinkOf, type NavItem, NavList, Side, SideSwitch } from '../ui/side.tsx'
import { type Density, type Theme, useDensity, useTheme } from '../ui/theme.ts'
import { useFind } from './find.tsx'

/** A link of the side bar; it is lit while one is at its address or beneath it (`exact`: there alone). */
export const navLink =
  (link: LinkProps, exact = false): LinkOf =>
  (children, className) => (
    <Link {...link} className={className} activeOptions={{ exact }}>
      {children}
    </Link>
  )

interface Props {
  title: string
  text: string
  places: readonly MenuEntry[]
  nav: readonly NavItem[]
  pinned?: readonly NavItem[]
  job?: ReactNode
  person: { id: string; name: string }
  personItems: readonly MenuEntry[]
  Find: ComponentType<{ onClose: () => void }>
  rail?: boolean
  children: ReactNode
}

export function Shell({ title, text, places, nav, pinned, job, person, personItems, Find, rail, children }: Props) {
  const { open: find, palette } = useFind(Find)
  const looks = useLooks()
  return (
    <div className={rail ? 'app with-rail' : 'app'}>
      {rail && (
        <Rail
          label={title}
          onFind={find}
          items={nav}
          head={
            <Menu
              items={places}
              trigger={
                <button type="button" className="rail-b" aria-label={`${title}, change the project`}>
                  <Logo />
                </button>
              }
            />
          }
          foot={
            <Menu
              items={[...personItems, 'line', ...looks]}
              trigger={
                <button type="button" className="rail-b">
                  <Avatar {...person} large />
                </button>
              }
            />
          }
        />
      )}
      <Side
        label={title}
        onFind={find}
        head={<Menu items={places} trigger={<SideSwitch title={title} text={text} />} />}
        job={job}
        foot={
          <Menu
            items={[...personItems, 'line', ...looks]}
            trigger={
              <button type="button" className="me-b">
                <Person {...person} />
                <span className="vh">You and the look</span>
                <SlidersHorizontal className="i" />
              </button>
            }
          />
        }
      >
        <NavList label="Pages" items={nav} />
        {pinned && <NavList label="Pinned" title="Pinned" items={pinned} />}
      </Side>
      {children}
      {palette}
    </div>
  )
}

const themes: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' }
const densities: Record<Density, string> = { dense: 'Dense', comfortable: 'Comfortable' }

function useLooks(): MenuEntry[] {
  const [theme, setTheme] = useTheme()
  const [density, setDensity] = useDensity()
  return [
    { head: 'Theme' },
    ...(Object.keys(themes) as Theme[]).map((key) => ({
      label: themes[key],
      checked: key === theme,
      onSelect: () => setTheme(key),
    })),
    { head: 'Rows' },
    ...(Object.keys(densities) as Density[]).map((key) => ({
      label: densities[key],
      checked: key === density,
      onSelect: () => setDensity(key),
    })),
  ]
}
