import type { ReactNode } from 'react'
import { Logo } from '../../ui/logo.tsx'

/** The page before the login: one column, and at its right what helps (`aside`). */
export function Gate({
  title,
  text,
  aside,
  children,
}: {
  title: string
  text: ReactNode
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <div className={`grid min-h-dvh bg-bg ${aside ? 'full:grid-cols-[minmax(0,1fr)_560px]' : ''}`}>
      <title>{`${title} · TestPlanIt`}</title>
      <main className="grid place-items-center border-line bg-surface px-4 py-10 full:border-r">
        <div className="w-full max-w-94">
          <div className="mb-10 flex items-center gap-2.5 text-14 font-semibold">
            <span className="grid size-6 [&>svg]:size-6">
              <Logo />
            </span>
            TestPlanIt
          </div>
          <h1 className="text-28 font-semibold">{title}</h1>
          <p className="mt-2 mb-6 text-14 text-pretty text-text-2">{text}</p>
          {children}
        </div>
      </main>
      {aside && <aside className="flex flex-col justify-center gap-7 px-6 py-10 full:px-16">{aside}</aside>}
    </div>
  )
}
