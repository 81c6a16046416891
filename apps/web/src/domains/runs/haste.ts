/**
 * After a result was given by key the next case comes at once, and whoever goes on typing (a reason, the same key twice) means
 * the one before. So letters count for nothing until none was typed for a moment: one result, however long the word.
 */
import { useEffect, useState } from 'react'

const QUIET_MS = 700
/** In which the next case comes, or nothing does. */
const COMING_MS = 3000

let until = 0
let isComing = false

/** A result was given by key. */
export function givenByKey() {
  isComing = true
  until = performance.now() + COMING_MS
}

const typesIn = 'input, textarea, select, [contenteditable=true]'

/** Keeps letters away while they count for nothing; U, which goes back to what was just given, is let through. Gives whether one was kept away. */
export function useQuietKeys(caseId: string): boolean {
  const [isHasty, setHasty] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the next case is there
  useEffect(() => {
    if (isComing) until = performance.now() + QUIET_MS
    isComing = false
  }, [caseId])
  useEffect(() => {
    let end: ReturnType<typeof setTimeout> | undefined
    const onKey = (event: KeyboardEvent) => {
      const { key, altKey, ctrlKey, metaKey, target } = event
      if (performance.now() >= until || (target instanceof Element && target.closest(typesIn))) return
      const isLetter = /^[\p{L}\p{N} ]$/u.test(key) && !altKey && !ctrlKey && !metaKey
      if (!isLetter && key !== 'Enter') return
      if (key.toLowerCase() === 'u' && !isHasty) return
      event.preventDefault()
      event.stopPropagation()
      if (!isComing) until = performance.now() + QUIET_MS
      setHasty(true)
      clearTimeout(end)
      end = setTimeout(() => setHasty(false), 4 * QUIET_MS)
    }
    document.addEventListener('keydown', onKey, true)
    return () => {
      document.removeEventListener('keydown', onKey, true)
      clearTimeout(end)
    }
  }, [isHasty])
  return isHasty
}
