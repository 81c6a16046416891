import type { ClipboardEvent, KeyboardEvent } from 'react'
import { useId } from 'react'
import type { EditStep } from './steps.ts'

interface Props {
  step: EditStep
  index: number
  error: string | undefined
  onType: (change: Partial<EditStep>) => void
  onLeave: () => void
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>, index: number) => void
  onPaste: (event: ClipboardEvent, index: number) => void
}

/** The two cells of a step in which one writes. */
export function StepLine({ step, index, error, onType, onLeave, onKeyDown, onPaste }: Props) {
  const told = useId()
  const field = (part: 'action' | 'expected') => (
    <textarea
      name={`${step.key} ${part}`}
      aria-label={`Step ${index + 1}, ${part}`}
      {...(error && part === 'action' ? { 'aria-invalid': true, 'aria-describedby': told } : {})}
      rows={1}
      maxLength={10_000}
      value={step[part]}
      onChange={(event) => onType({ [part]: event.target.value })}
      onBlur={onLeave}
      onKeyDown={(event) => onKeyDown(event, index)}
      onPaste={(event) => onPaste(event, index)}
    />
  )
  return (
    <>
      <td>
        {field('action')}
        {error && (
          <p className="field-h bad" id={told} role="alert">
            {error}
          </p>
        )}
      </td>
      <td>{field('expected')}</td>
    </>
  )
}
