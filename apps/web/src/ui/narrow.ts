import { useSyncExternalStore } from 'react'

const query = matchMedia('(width < 760px)')

/** Whether the window is a phone's: where layout alone (`wide:` and `.wide-only`) does not do. */
export const useNarrow = () =>
  useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => query.matches,
  )
