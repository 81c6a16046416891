import { useState } from 'react'
import { useMe } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { useKeys } from '../../ui/keys.ts'
import { usePeople } from './names.ts'

interface Props {
  projectId: string
  count: number
  onAssign: (userId: string | null) => void
  onClose: () => void
}

/** To whom? Typing the first letters of a name finds it. */
export function AssignDialog({ count, ...props }: Props) {
  return (
    <Dialog title={`Assign ${count} ${count === 1 ? 'case' : 'cases'}`} onClose={props.onClose}>
      <Choice {...props} />
    </Dialog>
  )
}

function Choice({ projectId, onAssign, onClose }: Omit<Props, 'count'>) {
  const me = useMe()
  const others = usePeople(projectId).filter((person) => person.id !== me.id)
  const [to, setTo] = useState(me.id)
  const assign = () => onAssign(to || null)
  useKeys({ 'mod+enter': { label: 'Assign', run: assign } })
  return (
    <>
      <div className="mt-3 text-text">
        <Field label="To">
          <Select value={to} onChange={(event) => setTo(event.target.value)} data-autofocus>
            <option value={me.id}>{me.name} (me)</option>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            <option value="">Nobody</option>
          </Select>
        </Field>
      </div>
      <div className="dialog-f">
        <Button kind="quiet" keys="esc" onClick={onClose}>
          Cancel
        </Button>
        <Button kind="primary" keys="mod+enter" onClick={assign}>
          Assign
        </Button>
      </div>
    </>
  )
}
