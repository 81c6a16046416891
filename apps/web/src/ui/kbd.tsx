/** Keys: a key hint. keys: a combination as in `useKeys`: 'mod+k', 'g c', 'esc', 'shift+j'. */
import { ArrowDown, ArrowUp, Command, CornerDownLeft } from 'lucide-react'

const mac = /Mac|iPhone|iPad/.test(navigator.platform)
const words: Record<string, string> = {
  esc: 'Esc',
  shift: 'Shift',
  alt: 'Alt',
  space: 'Space',
  home: 'Home',
  end: 'End',
  left: '←',
  right: '→',
}

export function Keys({ keys }: { keys: string }) {
  return (
    <span className="keys">
      {keys.split(/[ +]/).map((key) => (
        <kbd key={key}>{face(key)}</kbd>
      ))}
    </span>
  )
}

function face(key: string) {
  if (key === 'mod') return mac ? <Icon of={Command} label="Command" /> : 'Ctrl'
  if (key === 'enter') return <Icon of={CornerDownLeft} label="Enter" />
  if (key === 'up') return <Icon of={ArrowUp} label="Up" />
  if (key === 'down') return <Icon of={ArrowDown} label="Down" />
  return words[key] ?? key.toUpperCase()
}

function Icon({ of: Glyph, label }: { of: typeof Command; label: string }) {
  return (
    <>
      <Glyph className="i" />
      <span className="vh">{label}</span>
    </>
  )
}
