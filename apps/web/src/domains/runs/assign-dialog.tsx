import { useState } from 'react'
import { useMe } from '../../app/session.ts'
import { Field, Select } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { usePeople } from './names.ts'

interface Props {
  projectId: string
  count: number
  onAssign: (userId: string | null) => void
  onClose: () => void
}

/** To whom? Typing the first letters of a name finds it. */
export function AssignDialog({ projectId, count, onAssign, onClose }: Props) {
  const me = useMe()
  const others = usePeople(projectId).filter((person) => person.id !== me.id)
  const [to, setTo] = useState(me.id)
  return (
    <FormDialog
      title={`Assign ${count} ${count === 1 ? 'case' : 'cases'}`}
      submit="Assign"
      keys="mod+enter"
      onSubmit={() => onAssign(to || null)}
      onClose={onClose}
    >
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
    </FormDialog>
  )
}
