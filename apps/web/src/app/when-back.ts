import { useEffect, useRef } from 'react'

const EVERY_MS = 5000

/** Calls at once when the network is back, and every five seconds: a server that starts again tells nobody. Gives the end. */
export function whenBack(go: () => unknown, every = EVERY_MS) {
  const call = () => void go()
  const beat = setInterval(call, every)
  addEventListener('online', call)
  return () => {
    clearInterval(beat)
    removeEventListener('online', call)
  }
}

/** Tries again while the component is there, and once when it comes. */
export function useWhenBack(go: () => unknown) {
  const latest = useRef(go)
  latest.current = go
  useEffect(() => {
    void latest.current()
    return whenBack(() => latest.current())
  }, [])
}
