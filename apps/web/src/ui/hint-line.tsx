/** HintLine: the page's keys at the foot, from what `useKeys` bound. KeysDialog: all of them; it opens with `?`. No props. */
import { useState } from 'react'
import { Dialog } from './dialog.tsx'
import { Keys } from './kbd.tsx'
import { useKeys, useShownKeys } from './keys.ts'

export function HintLine() {
  const [all, setAll] = useState(false)
  const shown = useShownKeys()
  useKeys({ '?': { label: 'All keys', run: () => setAll(true) } })
  const hints = Map.groupBy(
    shown.filter((key) => key.hint),
    (key) => key.hint,
  )
  return (
    <>
      <footer className="hints">
        {[...hints].map(([hint, keys]) => (
          <span key={hint}>
            <span className="keys">
              {[...new Set(keys.map((key) => key.combo))].map((combo) => (
                <Keys key={combo} keys={combo} />
              ))}
            </span>
            {hint}
          </span>
        ))}
        <button type="button" onClick={() => setAll(true)}>
          <Keys keys="?" /> all keys
        </button>
      </footer>
      {all && <KeysDialog onClose={() => setAll(false)} />}
    </>
  )
}

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const shown = useShownKeys()
  return (
    <Dialog title="Keys of this page" onClose={onClose} roomy>
      <dl className="dialog-keys">
        {shown.map(({ combo, label }) => (
          <div key={`${combo} ${label}`}>
            <dt>{label}</dt>
            <dd>
              <Keys keys={combo} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
