/** Panel: label, head (small, at the left), actions?, onClose (Esc too; with `escInFields` also out of a field), children (begin with an <h2>). Over all on a phone. */
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './button.tsx'
import { useKeys } from './keys.ts'

interface Props {
  label: string
  head: ReactNode
  actions?: ReactNode
  onClose: () => void
  escInFields?: boolean
  children: ReactNode
}

export function Panel({ label, head, actions, onClose, escInFields, children }: Props) {
  useKeys({ esc: { label: 'Close the panel', hint: 'close', run: onClose } })
  return (
    <aside
      className="panel"
      aria-label={label}
      onKeyDown={(event) => {
        if (!escInFields || event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return
        event.preventDefault()
        onClose()
      }}
    >
      <div className="panel-h">
        <span className="min-w-0 flex-1 truncate">{head}</span>
        {actions}
        <IconButton label="Close" icon={X} keys="esc" onClick={onClose} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div className="panel-b" tabIndex={0} role="group" aria-label={label}>
        {children}
      </div>
    </aside>
  )
}
