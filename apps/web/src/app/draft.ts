import { useState } from 'react'

/** State that outlives a reload until it is cleared: what one types, before the server has it. Never for passwords. */
export function useDraft<T extends object>(key: string, initial: T) {
  const [value, setValue] = useState<T>(() => ({ ...initial, ...read(key) }))
  const set = (change: Partial<T>) => {
    const next = { ...value, ...change }
    localStorage.setItem(`draft ${key}`, JSON.stringify(next))
    setValue(next)
  }
  const clear = () => localStorage.removeItem(`draft ${key}`)
  const reset = () => {
    clear()
    setValue(initial)
  }
  return { value, set, clear, reset }
}

function read(key: string): object {
  const kept = localStorage.getItem(`draft ${key}`)
  return kept ? (JSON.parse(kept) as object) : {}
}
