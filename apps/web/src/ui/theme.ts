/**
 * The reader's theme and density, kept in this browser. `public/theme.js` sets them before the first paint.
 * useTheme(): [theme, setTheme]; useDensity(): [density, setDensity]
 */
import { useSyncExternalStore } from 'react'

export type Theme = 'system' | 'light' | 'dark'
export type Density = 'dense' | 'comfortable'
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function choice<T extends string>(key: 'theme' | 'density', byDefault: T) {
  const set = (value: T) => {
    if (value === byDefault) {
      localStorage.removeItem(key)
      delete document.documentElement.dataset[key]
    } else {
      localStorage.setItem(key, value)
      document.documentElement.dataset[key] = value
    }
    for (const listener of listeners) listener()
  }
  return () =>
    [useSyncExternalStore(subscribe, () => (document.documentElement.dataset[key] as T) ?? byDefault), set] as const
}

export const useTheme = choice<Theme>('theme', 'system')
export const useDensity = choice<Density>('density', 'dense')
