/**
 * Field: label, hint? (beneath), aside? (at the right of the label), error? (replaces the hint, read aloud), children:
 *   one Input, Textarea or Select, which is tied to label, hint and error by itself.
 * Input: size? ('small' | 'big'), icon?, end? (an element inside at the right), mono?, secret? (taken as it is pasted: elsewhere
 *   tabs and their like become spaces), + input props. Textarea, Select: likewise.
 */
import { oneLine } from '@testplanit/api/common/one-line'
import type { LucideIcon } from 'lucide-react'
import { type ComponentProps, createContext, type ReactNode, use, useId } from 'react'
import { cx } from './cx.ts'
import { StatusGlyph } from './status.tsx'

interface Tie {
  id?: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}
const FieldTie = createContext<Tie>({})

interface FieldProps {
  label: string
  hint?: ReactNode
  aside?: ReactNode
  error?: string | undefined
  children: ReactNode
}

export function Field({ label, hint, aside, error, children }: FieldProps) {
  const id = useId()
  const told = error ?? hint
  const tie: Tie = {
    id,
    ...(told ? { 'aria-describedby': `${id}-told` } : {}),
    ...(error ? { 'aria-invalid': true } : {}),
  }
  return (
    <div className="field">
      <div className="field-l">
        <label htmlFor={id}>{label}</label>
        {aside && <span>{aside}</span>}
      </div>
      <FieldTie value={tie}>{children}</FieldTie>
      <div role={error ? 'alert' : undefined}>
        {told && (
          <p className={cx('field-h', error && 'bad')} id={`${id}-told`}>
            {error && <StatusGlyph status="FAILED" silent />}
            <span>{told}</span>
          </p>
        )}
      </div>
    </div>
  )
}

interface BoxProps {
  size?: 'small' | 'big' | undefined
  icon?: LucideIcon | undefined
  end?: ReactNode
  mono?: boolean
  className?: string | undefined
}

function Box({ size, icon: Icon, end, mono, className, children }: BoxProps & { children: ReactNode }) {
  return (
    <span className={cx('input', size, mono && 'mono', className)}>
      {Icon && <Icon className="i" />}
      {children}
      {end}
    </span>
  )
}

interface InputProps extends BoxProps, Omit<ComponentProps<'input'>, 'size' | 'className'> {
  secret?: boolean
}

export function Input({ size, icon, end, mono, secret, className, onChange, ...rest }: InputProps) {
  return (
    <Box {...{ size, icon, end, className }} {...(mono ? { mono } : {})}>
      <input
        {...use(FieldTie)}
        {...rest}
        onChange={(event) => {
          if (!secret) keepOnOneLine(event.currentTarget)
          onChange?.(event)
        }}
      />
    </Box>
  )
}

/** The browser takes line breaks out of what is pasted, and leaves tabs in. */
function keepOnOneLine(input: HTMLInputElement) {
  const { value, selectionEnd: at } = input
  if (oneLine(value) === value) return
  input.value = oneLine(value)
  if (at === null) return
  const place = oneLine(value.slice(0, at)).length
  input.setSelectionRange(place, place)
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <Box className={className}>
      <textarea {...use(FieldTie)} {...rest} />
    </Box>
  )
}

export function Select({ size, icon, className, ...rest }: BoxProps & Omit<ComponentProps<'select'>, 'size'>) {
  return (
    <Box {...{ size, icon, className }}>
      <select {...use(FieldTie)} {...rest} />
    </Box>
  )
}
