/** Checkbox: label (shown with `shown`, else for readers), checked ('some' is half), locked?, onChange(checked, event), shown? */
import { Check, Minus } from 'lucide-react'
import type { ChangeEvent } from 'react'

interface Props {
  label: string
  checked: boolean | 'some'
  locked?: boolean
  shown?: boolean
  onChange?: (checked: boolean, event: ChangeEvent<HTMLInputElement>) => void
}

export function Checkbox({ label, checked, locked = false, shown, onChange }: Props) {
  const box = (
    <span className="cb">
      <input
        type="checkbox"
        aria-label={shown ? undefined : label}
        checked={checked === true}
        disabled={locked}
        ref={(input) => {
          if (input) input.indeterminate = checked === 'some'
        }}
        onChange={(event) => onChange?.(event.target.checked, event)}
      />
      {checked === 'some' ? <Minus className="i" /> : checked && <Check className="i" />}
    </span>
  )
  if (!shown) return box
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is in `box`
    <label className="cb-l">
      {box}
      {label}
    </label>
  )
}
