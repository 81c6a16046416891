/**
 * Dialog: title, onClose, children, actions? (Buttons at the foot), roomy?. Open while it is there.
 * ConfirmDialog: title, text, confirm (the button's words), danger?, busy?, onConfirm, onClose.
 */
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { cx } from './cx.ts'
import { Modal } from './modal.tsx'

interface DialogProps {
  title: string
  onClose: () => void
  children: ReactNode
  actions?: ReactNode
  roomy?: boolean
}

export function Dialog({ title, onClose, children, actions, roomy }: DialogProps) {
  return (
    <Modal label={title} className={cx('dialog', roomy && 'roomy')} onClose={onClose}>
      <h2>{title}</h2>
      <div className="dialog-b">{children}</div>
      {actions && <div className="dialog-f">{actions}</div>}
    </Modal>
  )
}

interface ConfirmProps {
  title: string
  text: ReactNode
  confirm: string
  danger?: boolean
  busy?: boolean
  onConfirm: () => void
  onClose: () => void
}

export function ConfirmDialog({ title, text, confirm, danger, busy = false, onConfirm, onClose }: ConfirmProps) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" keys="esc" onClick={onClose}>
            Cancel
          </Button>
          <Button
            kind={danger ? 'danger-solid' : 'primary'}
            keys="enter"
            busy={busy}
            onClick={onConfirm}
            data-autofocus
          >
            {confirm}
          </Button>
        </>
      }
    >
      {text}
    </Dialog>
  )
}
