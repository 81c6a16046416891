/** Tooltip: label, keys?, children (one element that takes focus). Shown on hover and on keyboard focus. */
import { Tooltip as Radix } from 'radix-ui'
import { type ReactElement, use } from 'react'
import { FloatRoot } from './float-root.ts'
import { Keys } from './kbd.tsx'

export function Tooltip({
  label,
  keys,
  children,
}: {
  label: string
  keys?: string | undefined
  children: ReactElement
}) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal container={use(FloatRoot)}>
        <Radix.Content className="tip" sideOffset={6} collisionPadding={8}>
          {label}
          {keys && <Keys keys={keys} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
