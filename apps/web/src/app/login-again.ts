/** A login that ended while one worked: the calls wait here until there is a new one, or the reader declines. */
import { useSyncExternalStore } from 'react'

let waiting: PromiseWithResolvers<void> | undefined
const listeners = new Set<() => void>()

function settle(change: (old: PromiseWithResolvers<void> | undefined) => PromiseWithResolvers<void> | undefined) {
  waiting = change(waiting)
  for (const listener of listeners) listener()
}

/** Shows the login over the page. Resolves when one is logged in again; rejects when the reader closes it. */
export function askForLogin(): Promise<void> {
  const asked = waiting ?? Promise.withResolvers<void>()
  if (!waiting) settle(() => asked)
  return asked.promise
}

/** The waiting calls go on. */
export const loginGiven = () => settle((old) => void old?.resolve())

/** The waiting calls fail as they did. */
export const loginDeclined = () => settle((old) => void old?.reject(new Error('The login was declined.')))

export const useIsLoginAsked = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => waiting !== undefined,
  )
