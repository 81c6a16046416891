/**
 * Field: label, hint? (beneath), aside? (at the right of the label), error? (replaces the hint, read aloud), children:
 *   one Input, Textarea or Select, which is tied to label, hint and error by itself.
 * Input: size? ('small' | 'big'), icon?, end? (an element inside at the right), mono?, + input props. Textarea, Select: likewise.
 */
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

export function Input({ size, icon, end, mono, className, ...rest }: BoxProps & Omit<ComponentProps<'input'>, 'size'>) {
  return (
    <Box {...{ size, icon, end, className }} {...(mono ? { mono } : {})}>
      <input {...use(FieldTie)} {...rest} />
    </Box>
  )
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
