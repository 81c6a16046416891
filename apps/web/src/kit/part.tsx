import type { ReactNode } from 'react'

/** One field of the kit's page. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0 border-t border-line pt-3 pb-4">
      <h2 className="mb-3 text-12 text-text-3">{title}</h2>
      {children}
    </section>
  )
}
export const Row = ({ children }: { children: ReactNode }) => (
  <div className="mb-2 flex flex-wrap items-center gap-2">{children}</div>
)
