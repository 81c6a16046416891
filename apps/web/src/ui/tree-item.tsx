import { oneLine } from '@testplanit/api/common/one-line'
import { ChevronDown, ChevronRight, Folder, FolderOpen } from 'lucide-react'
import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react'
import { cx } from './cx.ts'
import { number } from './number.ts'
import type { TreeEdit, TreeNode } from './tree.tsx'

interface Props {
  node: TreeNode
  index: number
  depth: number
  place: number
  siblings: number
  start: number
  isOpen: boolean
  isCurrent: boolean
  isAt: boolean
  edit: TreeEdit | undefined
  dragType: string | undefined
  onToggle: () => void
  onSelect: () => void
  onHover: () => void
  onDrop: ((data: DataTransfer) => void) | undefined
}

/** One line of a Tree. */
export function TreeItem(props: Props) {
  const { node, index, depth, place, siblings, start, isOpen, isCurrent, isAt, edit, dragType } = props
  const [over, setOver] = useState(false)
  const Twist = isOpen ? ChevronDown : ChevronRight
  const Icon = isOpen && node.children ? FolderOpen : Folder
  const drop = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      props.onDrop?.(event.dataTransfer)
    },
  }
  const drag = dragType && {
    draggable: true,
    onDragStart: (event: DragEvent) => event.dataTransfer.setData(dragType, node.id),
  }
  return (
    <div
      data-index={index}
      role="treeitem"
      tabIndex={isAt ? 0 : -1}
      aria-level={depth + 1}
      aria-posinset={place}
      aria-setsize={siblings}
      aria-selected={isCurrent}
      {...(node.children ? { 'aria-expanded': isOpen } : {})}
      className={cx('tree-i', over && 'drop-on')}
      style={{ transform: `translateY(${start}px)`, paddingLeft: 4 + depth * 14 }}
      onClick={props.onSelect}
      onMouseEnter={props.onHover}
      {...(props.onDrop && drop)}
      {...(!edit && !node.fixed && drag)}
    >
      {node.children ? (
        <Twist
          className="i tw"
          onClick={(event) => {
            event.stopPropagation()
            props.onToggle()
          }}
        />
      ) : (
        <span className="tw" />
      )}
      <Icon className="i" />
      {edit ? <NameField edit={edit} /> : <span className="cut">{node.label}</span>}
      {node.count !== undefined && !edit && <em>{number.format(node.count)}</em>}
    </div>
  )
}

/** Enter and leaving keep the name, Esc does not. */
function NameField({ edit }: { edit: TreeEdit }) {
  const [name, setName] = useState(edit.name)
  const isDone = useRef(false)
  const done = (written: string | undefined) => {
    if (!isDone.current) edit.onDone(written)
    isDone.current = true
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') done(name)
    else if (event.key === 'Escape') done(undefined)
    else return
    event.preventDefault()
  }
  return (
    <input
      ref={(input) => {
        if (!input || input.dataset.begun) return
        input.dataset.begun = 'true'
        input.focus()
        input.select()
      }}
      aria-label="Name of the folder"
      maxLength={255}
      value={name}
      onChange={(event) => setName(oneLine(event.target.value))}
      onKeyDown={onKeyDown}
      onBlur={() => done(name)}
      onClick={(event) => event.stopPropagation()}
    />
  )
}
