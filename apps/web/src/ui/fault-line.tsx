/** FaultLine: children (what went wrong and what to do), read aloud; nothing where there is nothing to say. requestId? */
import type { ReactNode } from 'react'
import { StatusGlyph } from './status.tsx'

export function FaultLine({ children, requestId }: { children: ReactNode; requestId?: string | undefined }) {
  return (
    <div role="alert" className="empty:hidden">
      {children && (
        <p className="flex gap-2 text-failed">
          <span className="pt-0.5">
            <StatusGlyph status="FAILED" silent />
          </span>
          <span>
            {children}
            {requestId && <small className="block text-12 text-text-3">request {requestId}</small>}
          </span>
        </p>
      )}
    </div>
  )
}
