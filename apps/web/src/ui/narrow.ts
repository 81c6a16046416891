import { useSyncExternalStore } from 'react'

const media = (text: string) => {
  const query = matchMedia(text)
  const subscribe = (listener: () => void) => {
    query.addEventListener('change', listener)
    return () => query.removeEventListener('change', listener)
  }
  return () => useSyncExternalStore(subscribe, () => query.matches)
}

/** Whether the window is a phone's: where layout alone (`wide:` and `.wide-only`) does not do. */
export const useNarrow = media('(width < 760px)')
/** Whether there is room for a tree beside list and panel (`full:`). */
export const useFull = media('(width >= 1180px)')
