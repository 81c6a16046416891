/**
 * Button: kind? ('plain' | 'primary' | 'quiet' | 'danger' | 'danger-solid'), icon?, keys?, size? ('small' | 'big'),
 *   wide?, busy?, off? (why it cannot be pressed: stays focusable, the reason is its tooltip), + button props.
 * IconButton: label, icon, keys?, small?, dot?, off?, + button props. The label is its tooltip.
 */
import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cx } from './cx.ts'
import { Keys } from './kbd.tsx'
import { Tooltip } from './tooltip.tsx'

interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  kind?: 'plain' | 'primary' | 'quiet' | 'danger' | 'danger-solid'
  icon?: LucideIcon | undefined
  keys?: string | undefined
  size?: 'small' | 'big' | undefined
  wide?: boolean
  busy?: boolean
  off?: string | undefined
}

export function Button({
  kind = 'plain',
  icon,
  keys,
  size,
  wide,
  busy,
  off,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const Icon = busy ? LoaderCircle : icon
  const still = busy || off !== undefined
  const button = (
    <button
      type="button"
      {...rest}
      {...(still ? { 'aria-disabled': true } : {})}
      {...(busy ? { 'aria-busy': true } : {})}
      className={cx('btn', kind, size, wide && 'wide-full', className)}
      onClick={still ? (event) => event.preventDefault() : onClick}
    >
      {Icon && <Icon className={cx('i', busy && 'spin')} />}
      <span>{children}</span>
      {keys && <Keys keys={keys} />}
    </button>
  )
  return off ? <Tooltip label={off}>{button}</Tooltip> : button
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'disabled' | 'children'> {
  label: string
  icon: LucideIcon
  keys?: string | undefined
  small?: boolean
  dot?: boolean
  off?: string | undefined
}

export function IconButton({ label, icon: Icon, keys, small, dot, off, className, onClick, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={off ?? label} keys={off ? undefined : keys}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        {...(off ? { 'aria-disabled': true } : {})}
        className={cx('ib', small && 'small', dot && 'dot', className)}
        onClick={off ? undefined : onClick}
      >
        <Icon className="i" />
      </button>
    </Tooltip>
  )
}
