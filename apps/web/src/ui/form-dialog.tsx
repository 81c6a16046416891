/**
 * FormDialog: title, submit (the button's words), onSubmit, onClose, children (Fields); busy?, off? (why it cannot be sent
 *   yet), foot? (beside the buttons), roomy?, keys? ('mod+enter' where Enter means something else; it sends from anywhere).
 */
import { type ReactNode, useId } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { useKeys } from './keys.ts'

interface Props {
  title: string
  submit: string
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
  busy?: boolean
  off?: string | undefined
  foot?: ReactNode
  roomy?: boolean
  keys?: 'enter' | 'mod+enter'
}

export function FormDialog(props: Props) {
  const { title, submit, onSubmit, onClose, children, busy = false, off, foot, roomy = false, keys = 'enter' } = props
  const id = useId()
  const send = () => {
    if (!busy && off === undefined) onSubmit()
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      roomy={roomy}
      actions={
        <>
          {foot !== undefined && (
            <span className="mr-auto self-center text-text-2" role="status">
              {foot}
            </span>
          )}
          <Button kind="quiet" keys="esc" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={id} kind="primary" keys={keys} busy={busy} {...(off !== undefined && { off })}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className="mt-3 grid gap-4 text-text"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        {children}
      </form>
      {keys === 'mod+enter' && <SendKey label={submit} run={send} />}
    </Dialog>
  )
}

/** Inside, so that the key belongs to the dialog. */
function SendKey(key: { label: string; run: () => void }) {
  useKeys({ 'mod+enter': key })
  return null
}
