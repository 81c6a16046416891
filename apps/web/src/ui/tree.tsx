/**
 * Tree: a virtual tree with one tab stop (arrows, Home, End, Enter; left closes, right opens).
 *   label, nodes: { id, label, count?, children? }[] (nested), open (ids) + onToggle(id), current? + onSelect(id),
 *   onDrop?(id, dataTransfer), dragType? (items are dragged, their id under this type, but for those that are `fixed`),
 *   onHover?(id), onKey?(key, id) (a further key on an item; true: it was taken), edit? (the item whose name is being written).
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useNarrow } from './narrow.ts'
import { TreeItem } from './tree-item.tsx'

export interface TreeNode {
  id: string
  label: string
  count?: number | undefined
  children?: readonly TreeNode[] | undefined
  fixed?: boolean
}
export interface TreeEdit {
  id: string
  name: string
  /** undefined: it was given up */
  onDone: (name: string | undefined) => void
}
interface Line {
  node: TreeNode
  depth: number
  place: number
  siblings: number
}

interface Props {
  label: string
  nodes: readonly TreeNode[]
  open: ReadonlySet<string>
  onToggle: (id: string) => void
  current?: string | undefined
  onSelect: (id: string) => void
  onDrop?: (id: string, data: DataTransfer) => void
  dragType?: string
  onHover?: (id: string) => void
  onKey?: (key: string, id: string) => boolean
  edit?: TreeEdit | undefined
}

const linesOf = (nodes: readonly TreeNode[], open: ReadonlySet<string>, depth = 0): Line[] =>
  nodes.flatMap((node, index) => [
    { node, depth, place: index + 1, siblings: nodes.length },
    ...(node.children && open.has(node.id) ? linesOf(node.children, open, depth + 1) : []),
  ])

export function Tree(props: Props) {
  const { label, nodes, open, onToggle, current, onSelect, onDrop, dragType, onHover, onKey, edit } = props
  const scroller = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => linesOf(nodes, open), [nodes, open])
  const [cursor, setCursor] = useState<string>()
  const wantsFocus = useRef(false)
  const height = useNarrow() ? 44 : 28
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
  })
  const placeOf = (id: string | undefined) => lines.findIndex((line) => line.node.id === id)
  const atCursor = placeOf(cursor)
  const at = Math.max(0, atCursor >= 0 ? atCursor : placeOf(current))
  useEffect(() => {
    const item = wantsFocus.current && scroller.current?.querySelector<HTMLElement>(`[data-index="${at}"]`)
    if (!item) return
    wantsFocus.current = false
    item.focus()
  })

  // The name is written: the focus goes back to its item.
  const wrote = useRef(false)
  useEffect(() => {
    if (edit) setCursor(edit.id)
    else if (wrote.current && document.activeElement === document.body)
      scroller.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
    wrote.current = edit !== undefined
  }, [edit])

  // What is written or opened comes into view.
  const shown = edit?.id ?? current
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each, not each time that the lines change
  useEffect(() => {
    const index = placeOf(shown)
    if (index >= 0) virtual.scrollToIndex(index)
  }, [shown, lines.length > 0])

  const goTo = (index: number) => {
    const line = lines[index]
    if (!line) return
    wantsFocus.current = true
    setCursor(line.node.id)
    virtual.scrollToIndex(index)
  }
  const parentOf = (index: number) =>
    lines.findLastIndex((line, i) => i < index && line.depth < (lines[index]?.depth ?? 0))
  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[at]
    if (!line) return
    const { id, children } = line.node
    const isOpen = open.has(id)
    const does: Record<string, () => void> = {
      arrowdown: () => goTo(at + 1),
      arrowup: () => goTo(at - 1),
      arrowright: () => (children && !isOpen ? onToggle(id) : children && goTo(at + 1)),
      arrowleft: () => (children && isOpen ? onToggle(id) : goTo(parentOf(at))),
      home: () => goTo(0),
      end: () => goTo(lines.length - 1),
      enter: () => onSelect(id),
      ' ': () => onSelect(id),
    }
    if (event.altKey || event.metaKey || event.ctrlKey) return
    const run = does[event.key.toLowerCase()]
    if (!run && !onKey?.(event.key.toLowerCase(), id)) return
    event.preventDefault()
    event.stopPropagation()
    run?.()
  }

  return (
    <div className="tree" ref={scroller}>
      <div role="tree" aria-label={label} style={{ height: virtual.getTotalSize() }} onKeyDown={onKeyDown}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index]
          if (!line) return null
          const { node } = line
          return (
            <TreeItem
              key={node.id}
              {...line}
              {...{ index, start, dragType }}
              isOpen={open.has(node.id)}
              isCurrent={node.id === current}
              isAt={index === at}
              edit={edit?.id === node.id ? edit : undefined}
              onToggle={() => onToggle(node.id)}
              onSelect={() => {
                setCursor(node.id)
                onSelect(node.id)
              }}
              onHover={() => onHover?.(node.id)}
              onDrop={onDrop && ((data) => onDrop(node.id, data))}
            />
          )
        })}
      </div>
    </div>
  )
}
