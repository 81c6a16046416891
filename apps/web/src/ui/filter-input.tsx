/** FilterInput: value, onChange(value) (after a pause in typing), label?; `/` goes there. */
import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Input } from './field.tsx'
import { Keys } from './kbd.tsx'
import { useKeys } from './keys.ts'

interface Props {
  value: string
  onChange: (value: string) => void
  label?: string
}

export function FilterInput({ value, onChange, label = 'Filter by typing' }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(value)
  const change = useRef(onChange)
  change.current = onChange
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => change.current(typed), 200)
    return () => clearTimeout(timer)
  }, [typed, value])
  useKeys({ '/': { label, run: () => input.current?.focus() } })
  return (
    <Input
      ref={input}
      size="small"
      className="w-28 min-w-0 wide:w-50"
      icon={Search}
      type="search"
      placeholder={label}
      aria-label={label}
      value={typed}
      end={typed === '' && <Keys keys="/" />}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  )
}
