/** UiRoot: once, around the app: what tooltips need, and the region of messages. */
import { Tooltip } from 'radix-ui'
import type { ReactNode } from 'react'
import { Toasts } from './toast.tsx'

export function UiRoot({ children }: { children: ReactNode }) {
  return (
    <Tooltip.Provider delayDuration={400}>
      {children}
      <Toasts />
    </Tooltip.Provider>
  )
}
