/**
 * Page: the frame of one screen. title, crumbs? (links before it), aside? (small, after the title), actions? (Buttons at the right),
 *   fixed? (children scroll by themselves, side by side), children. Sets the document's title, with its Place; shows the page's keys at the foot.
 * Section: title, text?, aside?, children.
 */
import { createContext, type ReactNode, useContext, useId } from 'react'
import { cx } from './cx.ts'
import { HintLine } from './hint-line.tsx'
import { SideButton } from './side.tsx'

/** Where the pages belong, said in their titles: a project's name. */
export const Place = createContext<string | undefined>(undefined)

interface Props {
  title: string
  crumbs?: readonly ReactNode[]
  aside?: ReactNode
  actions?: ReactNode
  fixed?: boolean
  children: ReactNode
}

export function Page({ title, crumbs = [], aside, actions, fixed, children }: Props) {
  const place = useContext(Place)
  return (
    <main className="main">
      <title>{[title, place, 'TestPlanIt'].filter(Boolean).join(' · ')}</title>
      <header className="top">
        <SideButton />
        <ol className="crumbs" aria-label="You are here">
          {crumbs.map((crumb, index) => (
            <li key={index}>{crumb}</li>
          ))}
          <li>
            <h1>{title}</h1>
            {aside !== undefined && <em>{aside}</em>}
          </li>
        </ol>
        {actions}
      </header>
      <div className={cx('page', fixed && 'fixed-h')}>{children}</div>
      <HintLine />
    </main>
  )
}

export function Section({
  title,
  text,
  aside,
  children,
}: {
  title: string
  text?: string
  aside?: ReactNode
  children: ReactNode
}) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <div className="sec-h">
        <h2 id={id}>{title}</h2>
        {text && <p>{text}</p>}
        {aside && <span>{aside}</span>}
      </div>
      {children}
    </section>
  )
}
