/**
 * Modal: the bare native <dialog>: label, className, onClose (Esc, or a press outside), children. It is open while it is there;
 * `data-autofocus` on an element gives it the focus.
 * Focus stays inside and goes back by the browser's own means; keys, menus and tooltips belong to it.
 */
import { type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { FloatRoot } from './float-root.ts'
import { KeyScope, useKeyScope } from './keys.ts'

interface Props {
  label: string
  className: string
  onClose: () => void
  children: ReactNode
}

export function Modal({ label, className, onClose, children }: Props) {
  const [element, setElement] = useState<HTMLDialogElement | null>(null)
  const closing = useRef(onClose)
  closing.current = onClose
  const scope = useId()
  useKeyScope(scope, true)
  useEffect(() => {
    if (!element) return
    const before = document.activeElement
    element.showModal()
    element.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => {
      element.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [element])
  const onPress = (event: MouseEvent) => {
    if (event.target !== element) return
    const box = element.getBoundingClientRect()
    const inside =
      event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom
    if (!inside) onClose()
  }
  return (
    <dialog
      ref={setElement}
      className={className}
      aria-label={label}
      onMouseDown={onPress}
      onCancel={(event) => {
        event.preventDefault()
        closing.current()
      }}
    >
      <FloatRoot value={element}>
        <KeyScope value={scope}>{children}</KeyScope>
      </FloatRoot>
    </dialog>
  )
}
