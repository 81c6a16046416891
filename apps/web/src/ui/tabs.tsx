/** Tabs: label, tabs: { id, label, count? }[], value, onChange(id), panelId? (id of what they switch). Arrows move. */
import type { KeyboardEvent } from 'react'

export interface Tab {
  id: string
  label: string
  count?: number | undefined
}

interface Props {
  label: string
  tabs: readonly Tab[]
  value: string
  onChange: (id: string) => void
  panelId?: string
}

export function Tabs({ label, tabs, value, onChange, panelId }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!by) return
    event.preventDefault()
    const next = tabs.at((tabs.findIndex((tab) => tab.id === value) + by) % tabs.length)
    if (!next) return
    onChange(next.id)
    const list = event.currentTarget
    requestAnimationFrame(() => list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus())
  }
  return (
    <div className="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          className="tab"
          aria-selected={tab.id === value}
          {...(panelId ? { 'aria-controls': panelId } : {})}
          tabIndex={tab.id === value ? 0 : -1}
          onClick={() => onChange(tab.id)}
        >
          {tab.label}
          {tab.count !== undefined && <em>{tab.count}</em>}
        </button>
      ))}
    </div>
  )
}
