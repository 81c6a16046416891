import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Input } from '../../ui/field.tsx'
import { Keys } from '../../ui/kbd.tsx'
import { useKeys } from '../../ui/keys.ts'
import { useCasesUrl } from './use-cases-url.ts'

const PAUSE_MS = 200

/** Filters the list by the words that are typed; the address follows at pauses. */
export function FilterField() {
  const { search, go } = useCasesUrl()
  const asked = search.q ?? ''
  const [typed, setTyped] = useState(asked)
  const input = useRef<HTMLInputElement>(null)
  const sent = useRef(asked)
  useKeys({ '/': { label: 'Filter by typing', run: () => input.current?.focus() } })
  useEffect(() => {
    if (asked === sent.current) return
    sent.current = asked
    setTyped(asked)
  }, [asked])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed alone sets it off
  useEffect(() => {
    if (typed === sent.current) return
    const timer = setTimeout(() => {
      // The first word is a place to go back to; its changes are not.
      const quietly = sent.current !== '' && typed !== ''
      sent.current = typed
      go({ q: typed || undefined }, quietly)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <Input
      ref={input}
      size="small"
      icon={Search}
      placeholder="Filter by typing"
      aria-label="Filter by typing"
      maxLength={500}
      end={<Keys keys="/" />}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' && event.key !== 'Enter') return
        event.preventDefault()
        if (event.key === 'Escape') setTyped('')
        event.currentTarget.blur()
      }}
    />
  )
}
