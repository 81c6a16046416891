/**
 * Tree: a virtual tree with one tab stop (arrows, Home, End, Enter; left closes, right opens).
 *   label, nodes: { id, label, count?, children? }[] (nested), open (ids) + onToggle(id), current? + onSelect(id),
 *   onDrop?(id, dataTransfer), onHover?(id).
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronDown, ChevronRight, Folder, FolderOpen } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { cx } from './cx.ts'
import { useNarrow } from './narrow.ts'

export interface TreeNode {
  id: string
  label: string
  count?: number
  children?: readonly TreeNode[]
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
  onHover?: (id: string) => void
}

const number = new Intl.NumberFormat()
const linesOf = (nodes: readonly TreeNode[], open: ReadonlySet<string>, depth = 0): Line[] =>
  nodes.flatMap((node, index) => [
    { node, depth, place: index + 1, siblings: nodes.length },
    ...(node.children && open.has(node.id) ? linesOf(node.children, open, depth + 1) : []),
  ])

export function Tree({ label, nodes, open, onToggle, current, onSelect, onDrop, onHover }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => linesOf(nodes, open), [nodes, open])
  const [cursor, setCursor] = useState<string>()
  const [over, setOver] = useState<string>()
  const wantsFocus = useRef(false)
  const height = useNarrow() ? 44 : 28
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
  })
  const at = Math.max(
    0,
    lines.findIndex((line) => line.node.id === (cursor ?? current)),
  )
  useEffect(() => {
    const item = wantsFocus.current && scroller.current?.querySelector<HTMLElement>(`[data-index="${at}"]`)
    if (!item) return
    wantsFocus.current = false
    item.focus()
  })

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
    const run = event.altKey || event.metaKey || event.ctrlKey ? undefined : does[event.key.toLowerCase()]
    if (!run) return
    event.preventDefault()
    event.stopPropagation()
    run()
  }

  return (
    <div className="tree" ref={scroller}>
      <div role="tree" aria-label={label} style={{ height: virtual.getTotalSize() }} onKeyDown={onKeyDown}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index]
          if (!line) return null
          const { node, depth } = line
          const isOpen = open.has(node.id)
          const Twist = isOpen ? ChevronDown : ChevronRight
          const Icon = isOpen && node.children ? FolderOpen : Folder
          return (
            <div
              key={node.id}
              data-index={index}
              role="treeitem"
              tabIndex={index === at ? 0 : -1}
              aria-level={depth + 1}
              aria-posinset={line.place}
              aria-setsize={line.siblings}
              aria-selected={node.id === current}
              {...(node.children ? { 'aria-expanded': isOpen } : {})}
              className={cx('tree-i', over === node.id && 'drop-on')}
              style={{ transform: `translateY(${start}px)`, paddingLeft: 4 + depth * 14 }}
              onClick={() => {
                setCursor(node.id)
                onSelect(node.id)
              }}
              onMouseEnter={() => onHover?.(node.id)}
              onDragOver={(event) => {
                if (!onDrop) return
                event.preventDefault()
                setOver(node.id)
              }}
              onDragLeave={() => setOver(undefined)}
              onDrop={(event) => {
                event.preventDefault()
                setOver(undefined)
                onDrop?.(node.id, event.dataTransfer)
              }}
            >
              {node.children ? (
                <Twist
                  className="i tw"
                  onClick={(event) => {
                    event.stopPropagation()
                    onToggle(node.id)
                  }}
                />
              ) : (
                <span className="tw" />
              )}
              <Icon className="i" />
              <span className="cut">{node.label}</span>
              {node.count !== undefined && <em>{number.format(node.count)}</em>}
            </div>
          )
        })}
      </div>
    </div>
  )
}
