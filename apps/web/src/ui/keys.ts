/**
 * Keys of a page. useKeys({ 'j': { label: 'Next', hint: 'move', run }, 'g c': …, 'mod+k': … }) binds them while the
 * component is there; they stand in the line at the foot (those with `hint`) and in the `?` dialog (all).
 * A combination is `mod`, `alt`, `shift` (letters and named keys only) and a key, joined by +; a sequence has a space.
 * Nothing fires while one types in a field, except with `mod` or `inFields`; under a dialog, only the dialog's own.
 */
import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react'

export interface Binding {
  label: string
  run: (event: KeyboardEvent) => void
  /** Words for the line at the foot; bindings with the same words share a place. */
  hint?: string
  inFields?: boolean
}
export type KeyMap = Readonly<Record<string, Binding>>
export interface ShownKey {
  combo: string
  label: string
  hint: string | undefined
}
interface Layer {
  scope: string
  map: { current: KeyMap }
}

/** Which dialog the component stands in; '' is the page. */
export const KeyScope = createContext('')
const layers: Layer[] = []
const scopes: string[] = []
const listeners = new Set<() => void>()
let shown: readonly ShownKey[] = []
let pending: { first: string; until: number } | undefined

export function useKeys(map: KeyMap) {
  const scope = useContext(KeyScope)
  const ref = useRef(map)
  ref.current = map
  const words = JSON.stringify(Object.entries(map).map(([combo, { label, hint }]) => [combo, label, hint]))
  // biome-ignore lint/correctness/useExhaustiveDependencies: new words must be shown anew
  useEffect(() => {
    const layer = { scope, map: ref }
    layers.push(layer)
    publish()
    return () => {
      layers.splice(layers.indexOf(layer), 1)
      publish()
    }
  }, [scope, words])
}

/** A dialog takes the keys while it is open. */
export function useKeyScope(scope: string, open: boolean) {
  useEffect(() => {
    if (!open) return
    scopes.push(scope)
    return () => void scopes.splice(scopes.indexOf(scope), 1)
  }, [scope, open])
}

/** The keys of the page, the dialogs' left out. */
export const useShownKeys = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
  )

function publish() {
  const bound = layers.filter((layer) => layer.scope === '').flatMap((layer) => Object.entries(layer.map.current))
  const onTop = new Map(bound.map(([combo, { label, hint }]) => [combo, { combo, label, hint }]))
  shown = [...onTop.values()]
  for (const listener of listeners) listener()
}

const named: Record<string, string> = {
  ' ': 'space',
  escape: 'esc',
  arrowup: 'up',
  arrowdown: 'down',
  arrowleft: 'left',
  arrowright: 'right',
}
function comboOf(event: KeyboardEvent) {
  const letter = /^(?:Key|Digit)(.)$/.exec(event.code)?.[1]
  const raw = (event.altKey && letter ? letter : event.key).toLowerCase()
  const key = named[raw] ?? raw
  const shift = event.shiftKey && (key.length > 1 || /[a-z]/.test(key))
  return [(event.metaKey || event.ctrlKey) && 'mod', event.altKey && 'alt', shift && 'shift', key]
    .filter(Boolean)
    .join('+')
}

const typesIn = 'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true]'
const pressable = 'a[href], button, summary, input, [role=menuitem], [role=option], [role=treeitem], [role=tab]'

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return
  const target = event.target instanceof Element ? event.target : document.body
  const combo = comboOf(event)
  if ((combo === 'enter' || combo === 'space') && target.closest(pressable)) return
  const typing = target.closest(typesIn) !== null && !combo.startsWith('mod+')
  const scope = scopes.at(-1) ?? ''
  const find = (wanted: string) => {
    for (const layer of layers.toReversed()) {
      const binding = layer.scope === scope ? layer.map.current[wanted] : undefined
      if (binding && (!typing || binding.inFields)) return binding
    }
    return undefined
  }
  const second = pending && pending.until > event.timeStamp ? find(`${pending.first} ${combo}`) : undefined
  const binding = second ?? find(combo)
  const begins =
    !typing &&
    layers.some((l) => l.scope === scope && Object.keys(l.map.current).some((c) => c.startsWith(`${combo} `)))
  pending = begins && !second ? { first: combo, until: event.timeStamp + 1200 } : undefined
  if (!binding) return
  event.preventDefault()
  binding.run(event)
}
document.addEventListener('keydown', onKeyDown)
