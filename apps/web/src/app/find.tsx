import { type ComponentType, Suspense, useState } from 'react'
import { useKeys } from '../ui/keys.ts'

/** ⌘K: `open` for a button that does the same, `palette` to draw once on the page. `Find` is loaded when it is opened. */
export function useFind(Find: ComponentType<{ onClose: () => void }>) {
  const [finding, setFinding] = useState(false)
  const open = () => setFinding(true)
  useKeys({ 'mod+k': { label: 'Find or do anything', run: open } })
  const palette = finding && (
    <Suspense>
      <Find onClose={() => setFinding(false)} />
    </Suspense>
  )
  return { open, palette }
}
