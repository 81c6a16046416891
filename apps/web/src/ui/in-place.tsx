/**
 * Fields that look like text until one is in them. InPlaceText: label, value, onChange(text), onLeave(), lines? (Enter breaks
 *   the line; else onEnter()), big? (a title), error?, placeholder?, maxLength?. Esc leaves. InPlaceSelect: label, value, options: [value, name][], onChange(value).
 */
import { oneLine } from '@testplanit/api/common/one-line'
import { type ReactNode, useId } from 'react'
import { cx } from './cx.ts'

interface TextProps {
  label: string
  value: string
  onChange: (text: string) => void
  onLeave: () => void
  onEnter?: () => void
  lines?: boolean
  big?: boolean
  focused?: boolean
  error?: string | undefined
  placeholder?: string
  maxLength?: number
}

export function InPlaceText(props: TextProps) {
  const { label, value, onChange, onLeave, onEnter, lines, big, focused, error, placeholder, maxLength } = props
  const told = useId()
  return (
    <div>
      <textarea
        className={cx('inplace', big && 'big')}
        aria-label={label}
        {...(error ? { 'aria-invalid': true, 'aria-describedby': told } : {})}
        {...(focused ? { 'data-first': '' } : {})}
        rows={1}
        {...{ value, placeholder, maxLength }}
        onChange={(event) => onChange(lines ? event.target.value : oneLine(event.target.value))}
        onBlur={onLeave}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.altKey || event.metaKey || event.ctrlKey) return
          if (event.key === 'Escape') event.currentTarget.closest<HTMLElement>('[role=group]')?.focus()
          else if (event.key === 'Enter' && !lines) onEnter?.()
          else return
          event.preventDefault()
        }}
      />
      {error && (
        <p className="field-h bad" id={told} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

interface SelectProps<V extends string> {
  label: string
  value: V
  options: readonly (readonly [V, string])[]
  onChange: (value: V) => void
}

export function InPlaceSelect<V extends string>({ label, value, options, onChange }: SelectProps<V>): ReactNode {
  return (
    <select
      className="inplace"
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value as V)}
    >
      {options.map(([option, name]) => (
        <option key={option} value={option}>
          {name}
        </option>
      ))}
    </select>
  )
}
