import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { oneLine } from '@testplanit/api/common/one-line'
import { X } from 'lucide-react'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { trpc } from '../../app/api.ts'

interface Props {
  projectId: string
  tags: readonly string[]
  onChange: (tags: string[]) => void
}

/** A case's tags: pressed to remove, written to add; those of the project are offered. */
export function TagsField({ projectId, tags, onChange }: Props) {
  const [writing, setWriting] = useState<string>()
  const list = useId()
  const isGivenUp = useRef(false)
  const known = useQuery(
    trpc.tags.list.queryOptions(
      { projectId, search: writing ?? '', limit: 20 },
      { enabled: writing !== undefined, placeholderData: keepPreviousData },
    ),
  )
  const add = () => {
    const words = (writing ?? '').split(',').map((word) => word.trim())
    const has = new Set(tags.map((tag) => tag.toLowerCase()))
    const fresh = words.filter((word) => word !== '' && !has.has(word.toLowerCase()))
    if (fresh.length > 0) onChange([...tags, ...new Set(fresh)])
    setWriting('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.metaKey || event.ctrlKey) return
    if (event.key === 'Enter' || event.key === ',') add()
    else if (event.key === 'Backspace' && writing === '' && tags.length > 0) onChange(tags.slice(0, -1))
    else if (event.key === 'Escape') {
      isGivenUp.current = true
      setWriting(undefined)
    } else return
    event.preventDefault()
  }
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {tags.map((tag) => (
        <span key={tag} className="tag">
          {tag}
          <button
            type="button"
            className="tag-x"
            aria-label={`Remove the tag ${tag}`}
            onClick={() => onChange(tags.filter((one) => one !== tag))}
          >
            <X className="i" />
          </button>
        </span>
      ))}
      {writing === undefined ? (
        <button
          type="button"
          className="tag line"
          onClick={() => {
            isGivenUp.current = false
            setWriting('')
          }}
        >
          + tag
        </button>
      ) : (
        <>
          <input
            className="tag-in"
            aria-label="New tag"
            list={list}
            maxLength={100}
            ref={(input) => input?.focus()}
            value={writing}
            onChange={(event) => setWriting(oneLine(event.target.value))}
            onKeyDown={onKeyDown}
            onBlur={() => {
              if (!isGivenUp.current) add()
              isGivenUp.current = false
              setWriting(undefined)
            }}
          />
          <datalist id={list}>
            {known.data?.data.map((tag) => (
              <option key={tag.id} value={tag.name} />
            ))}
          </datalist>
        </>
      )}
    </div>
  )
}
