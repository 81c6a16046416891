/**
 * StepsEditor: steps to write: steps (EditStep[]), onChange(steps), onLeave() (a field was left), errors (message by index).
 *   Enter goes from action to expected, and from there to the next step, which it adds; Shift+Enter breaks the line. Rows of a
 *   sheet are pasted as steps, Alt+arrows and dragging move, Backspace removes an empty one, and goes from an empty
 *   field for what is expected back to its action.
 */
import { Plus, X } from 'lucide-react'
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { IconButton } from './button.tsx'
import { cx } from './cx.ts'
import { Keys } from './kbd.tsx'
import { useKeys } from './keys.ts'
import { StepLine } from './step-line.tsx'
import { type EditStep, isBlank, moved, newStep, pasted, rowsOf } from './steps.ts'

interface Props {
  steps: readonly EditStep[]
  onChange: (steps: readonly EditStep[]) => void
  onLeave: () => void
  errors: Readonly<Record<number, string>>
}

export function StepsEditor({ steps, onChange, onLeave, errors }: Props) {
  const root = useRef<HTMLDivElement>(null)
  const wanted = useRef<string>(undefined)
  const dragged = useRef(-1)
  const [over, setOver] = useState(-1)
  const goTo = (name: string) => {
    const field = root.current?.querySelector<HTMLTextAreaElement>(`[name="${name}"]`)
    field?.focus()
    field?.setSelectionRange(field.value.length, field.value.length)
    return field != null
  }
  useEffect(() => {
    if (wanted.current && goTo(wanted.current)) wanted.current = undefined
  })
  const focusOn = (step: EditStep | undefined, part = 'action') => {
    wanted.current = step && `${step.key} ${part}`
  }
  const add = (index: number) => {
    const step = newStep()
    focusOn(step)
    onChange(steps.toSpliced(index, 0, step))
  }
  const remove = (index: number) => {
    focusOn(steps[index === 0 ? 1 : index - 1], index === 0 ? 'action' : 'expected')
    if (steps.length === 1) root.current?.querySelector<HTMLElement>('.steps-add')?.focus()
    onChange(steps.toSpliced(index, 1))
  }
  const move = (by: 1 | -1) => {
    const [key, part] = (document.activeElement?.getAttribute('name') ?? '').split(' ')
    const index = steps.findIndex((step) => step.key === key)
    if (index < 0) return
    focusOn(steps[index], part)
    onChange(moved(steps, index, index + by))
  }
  useKeys({
    'alt+up': { label: 'Move the step up', hint: 'move a step', inFields: true, run: () => move(-1) },
    'alt+down': { label: 'Move the step down', hint: 'move a step', inFields: true, run: () => move(1) },
  })
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>, index: number) => {
    const step = steps[index]
    if (!step || event.nativeEvent.isComposing || event.altKey || event.metaKey || event.ctrlKey) return
    const isAction = event.currentTarget.name.endsWith('action')
    if (event.key === 'Enter' && event.shiftKey) return
    if (event.key === 'Enter' && isAction) goTo(`${step.key} expected`)
    else if (event.key === 'Enter') add(index + 1)
    else if (event.key === 'Backspace' && isBlank(step)) remove(index)
    else if (event.key === 'Backspace' && !isAction && step.expected === '') goTo(`${step.key} action`)
    else if (event.key === 'Escape') event.currentTarget.closest<HTMLElement>('[role=group]')?.focus()
    else return
    event.preventDefault()
  }
  const onPaste = (event: ClipboardEvent, index: number) => {
    const rows = rowsOf(event.clipboardData.getData('text/plain'))
    if (!rows || rows.length === 0) return
    event.preventDefault()
    const after = pasted(steps, index, rows)
    focusOn(after[after.indexOf(rows.at(-1) as EditStep)] ?? after[index], 'expected')
    onChange(after)
  }

  return (
    <div ref={root}>
      <table className="steps edit">
        <thead>
          <tr>
            <th scope="col">
              <span className="vh">Number</span>
            </th>
            <th scope="col">Action</th>
            <th scope="col">Expected</th>
            <th scope="col">
              <span className="vh">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => (
            <tr
              key={step.key}
              className={cx(over === index && 'drop-on')}
              onDragOver={(event) => {
                if (dragged.current < 0) return
                event.preventDefault()
                setOver(index)
              }}
              onDragLeave={() => setOver(-1)}
              onDrop={(event) => {
                event.preventDefault()
                setOver(-1)
                onChange(moved(steps, dragged.current, index))
                onLeave()
              }}
            >
              <td
                draggable
                title="Drag to move"
                onDragStart={(event) => {
                  dragged.current = index
                  event.dataTransfer.setData('text/plain', step.action)
                  event.dataTransfer.effectAllowed = 'move'
                }}
                onDragEnd={() => {
                  dragged.current = -1
                }}
              >
                {index + 1}
              </td>
              <StepLine
                step={step}
                index={index}
                error={errors[index]}
                onType={(change) => onChange(steps.with(index, { ...step, ...change }))}
                onLeave={onLeave}
                onKeyDown={onKeyDown}
                onPaste={onPaste}
              />
              <td>
                <IconButton label={`Remove step ${index + 1}`} icon={X} small onClick={() => remove(index)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" className="steps-add" onClick={() => add(steps.length)}>
        <Plus className="i" />
        Add a step
        <span className="steps-k">
          <Keys keys="enter" /> next <Keys keys="shift+enter" /> new line, or paste rows
        </span>
      </button>
    </div>
  )
}
