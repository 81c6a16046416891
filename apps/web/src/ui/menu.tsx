/**
 * Menu: trigger (one button), items: (MenuItem | 'line' | { head })[]; MenuItem: label, icon?, keys?, danger?, off?, checked?, onSelect.
 */
import { Check, type LucideIcon } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import { type ReactElement, use } from 'react'
import { cx } from './cx.ts'
import { FloatRoot } from './float-root.ts'
import { Keys } from './kbd.tsx'

export interface MenuItem {
  label: string
  icon?: LucideIcon
  keys?: string
  danger?: boolean
  off?: boolean
  checked?: boolean
  onSelect: () => void
}
export type MenuEntry = MenuItem | 'line' | { head: string }

/** Not modal: the modal kind injects a <style>, which the policy forbids. */
export function Menu({ trigger, items }: { trigger: ReactElement; items: readonly MenuEntry[] }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={use(FloatRoot)}>
        <Radix.Content className="menu" align="start" sideOffset={4} collisionPadding={8}>
          {items.map((item, index) => (
            <Entry key={index} item={item} />
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Entry({ item }: { item: MenuEntry }) {
  if (item === 'line') return <Radix.Separator className="menu-s" />
  if ('head' in item) return <Radix.Label className="menu-h">{item.head}</Radix.Label>
  const { label, icon: Icon, keys, danger, off, checked, onSelect } = item
  return (
    <Radix.Item className={cx('menu-i', danger && 'danger')} onSelect={onSelect} {...(off ? { disabled: true } : {})}>
      {Icon && <Icon className="i" />}
      <span>{label}</span>
      {checked && <Check className="i" aria-label="chosen" />}
      {keys && <Keys keys={keys} />}
    </Radix.Item>
  )
}
