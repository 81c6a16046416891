/** Notice: status?, children (what happened, what is kept), actions? (Buttons, small): stands in the page until it is settled. Read aloud. */
import type { ReactNode } from 'react'
import { type Status, StatusGlyph } from './status.tsx'

export function Notice({ status, children, actions }: { status?: Status; children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="notice" role="alert">
      {status && <StatusGlyph status={status} silent />}
      <p>{children}</p>
      {actions}
    </div>
  )
}
