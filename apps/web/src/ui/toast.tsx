/**
 * toast({ status?, text, action?: { label, keys?, run } }): says what was done or rolled back; returns a function that takes it away.
 * A toast goes after 8 s, one with a FAILED status or `stays` when it is closed. pin(name, content) stands above them until it is pinned
 * anew or with undefined. Toasts: the region, once, at the root.
 */
import { X } from 'lucide-react'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { Button, IconButton } from './button.tsx'
import { useKeys } from './keys.ts'
import { type Status, StatusGlyph } from './status.tsx'

export interface ToastContent {
  text: string
  status?: Status
  action?: { label: string; keys?: string; run: () => void }
  /** Until it is closed, or taken away. */
  stays?: boolean
}
interface Shown extends ToastContent {
  id: number | string
  pinned?: boolean
}

let list: readonly Shown[] = []
let lastId = 0
const listeners = new Set<() => void>()
const change = (next: readonly Shown[]) => {
  list = next
  for (const listener of listeners) listener()
}

export function toast(content: ToastContent) {
  const id = ++lastId
  const close = () => change(list.filter((other) => other.id !== id))
  change([...list.filter((one) => one.pinned), ...list.filter((one) => !one.pinned).slice(-2), { ...content, id }])
  if (content.status !== 'FAILED' && !content.stays) setTimeout(close, 8000)
  return close
}

export function pin(name: string, content: ToastContent | undefined) {
  const others = list.filter(({ id }) => id !== name)
  if (content) change([{ ...content, id: name, pinned: true }, ...others])
  else if (others.length < list.length) change(others)
}

export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => list,
  )
  const region = useRef<HTMLElement>(null)
  // Always there, so that what comes is read aloud. A popover stands above open dialogs; shown again, it comes above those opened since.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new list comes to the top
  useEffect(() => {
    region.current?.hidePopover()
    region.current?.showPopover()
  }, [shown])
  return (
    <section className="toasts" popover="manual" ref={region} aria-label="Messages" aria-live="polite">
      {shown.map((one) => (
        <ToastView
          key={one.id}
          {...one}
          onClose={one.pinned ? undefined : () => change(list.filter((other) => other.id !== one.id))}
        />
      ))}
    </section>
  )
}

export function ToastView({ text, status, action, onClose }: ToastContent & { onClose?: (() => void) | undefined }) {
  const run = () => {
    onClose?.()
    action?.run()
  }
  useKeys(action?.keys ? { [action.keys]: { label: action.label, run } } : {})
  return (
    <div className="toast">
      {status && <StatusGlyph status={status} />}
      <p>{text}</p>
      {action && (
        <Button kind="quiet" size="small" keys={action.keys} onClick={run}>
          {action.label}
        </Button>
      )}
      {onClose && <IconButton label="Close" icon={X} small onClick={onClose} />}
    </div>
  )
}
