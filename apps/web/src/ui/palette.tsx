/**
 * Palette: find or do anything, on cmdk. query + onQuery, groups: { label, items: { id, label, meta?, icon (ReactNode), keys?, onRun }[] }[],
 *   busy?, onClose, label? (what is looked for), hint? (in the empty field). It shows what it is given, in that order: whoever opens it filters (matchWords) or asks the server.
 * matchWords(text, query): whether all words of the query stand in the text.
 */
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { Keys } from './kbd.tsx'
import { Modal } from './modal.tsx'

export interface PaletteItem {
  id: string
  label: string
  meta?: string
  icon: ReactNode
  keys?: string
  onRun: () => void
}
export interface PaletteGroup {
  label: string
  items: readonly PaletteItem[]
}

interface Props {
  query: string
  onQuery: (query: string) => void
  groups: readonly PaletteGroup[]
  busy?: boolean
  onClose: () => void
  label?: string
  hint?: string
}

const wordsOf = (query: string) => query.toLowerCase().split(/\s+/).filter(Boolean)
export const matchWords = (text: string, query: string) =>
  wordsOf(query).every((word) => text.toLowerCase().includes(word))

export default function Palette(props: Props) {
  const { query, onQuery, groups, busy, onClose, label = 'Find or do anything', hint = 'Find or do…' } = props
  return (
    <Modal label={label} className="pal" onClose={onClose}>
      <Command shouldFilter={false} label={label} loop>
        <div className="pal-in">
          <Search className="i" />
          <Command.Input value={query} onValueChange={onQuery} placeholder={hint} data-autofocus />
        </div>
        <Command.List className="pal-l" label="Found">
          {!busy && (
            <Command.Empty className="pal-e">
              Nothing with “{query}”. Try a number, a name or what you want to do.
            </Command.Empty>
          )}
          {groups
            .filter((group) => group.items.length > 0)
            .map((group) => (
              <Command.Group key={group.label} heading={group.label}>
                {group.items.map((item) => (
                  <Command.Item
                    key={item.id}
                    value={item.id}
                    className="pal-i"
                    onSelect={() => {
                      onClose()
                      item.onRun()
                    }}
                  >
                    {item.icon}
                    <span className="cut pal-t">
                      <Marked text={item.label} query={query} />
                    </span>
                    {item.meta && <span className="pal-m">{item.meta}</span>}
                    {item.keys && <Keys keys={item.keys} />}
                  </Command.Item>
                ))}
              </Command.Group>
            ))}
        </Command.List>
        <div className="pal-f">
          <span className="flex gap-1.5">
            <Keys keys="up down" /> choose
          </span>
          <span className="flex gap-1.5">
            <Keys keys="enter" /> open
          </span>
          <span className="flex gap-1.5">
            <Keys keys="esc" /> close
          </span>
        </div>
      </Command>
    </Modal>
  )
}

/** The query's words in the text, lit. */
function Marked({ text, query }: { text: string; query: string }) {
  const words = wordsOf(query).map(RegExp.escape)
  if (words.length === 0) return text
  const parts = text.split(new RegExp(`(${words.join('|')})`, 'gi'))
  return parts.map((part, index) => (index % 2 === 1 ? <mark key={index}>{part}</mark> : part))
}
