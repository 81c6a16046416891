import { useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { toast } from '../ui/toast.tsx'

interface Props {
  draft: { isOld: boolean; isBegun: boolean; isKept: () => boolean; rebase: () => void; clear: () => void }
  /** Where one comes back to the form: once it is left, what is not saved is told of. */
  onBack?: (() => void) | undefined
  /** Of what: `4.12`. */
  what?: string
}

/** Where something was typed and not saved; where somebody saved a newer version than the one that was written on, the reader decides. */
export function DraftNotice({ draft, onBack, what }: Props) {
  /** Before the form was opened, that is. */
  const [wasBegun] = useState(draft.isBegun)
  const latest = useRef({ draft, onBack, what })
  latest.current = { draft, onBack, what }
  useEffect(
    () => () => {
      const { draft: left, onBack: back, what: of } = latest.current
      if (!back || !left.isKept()) return
      const text = `Not saved: what you typed${of ? ` in “${of}”` : ''}. It is kept in this browser.`
      toast({ status: 'BLOCKED', text, action: { label: 'Go back to it', run: back } })
    },
    [],
  )
  if (!draft.isOld && !(wasBegun && draft.isBegun)) return null
  return (
    <Notice
      status="BLOCKED"
      actions={
        draft.isOld ? (
          <span className="flex gap-1">
            <Button size="small" onClick={draft.rebase}>
              Keep mine
            </Button>
            <Button size="small" kind="quiet" onClick={draft.clear}>
              Take theirs
            </Button>
          </span>
        ) : (
          <Button size="small" kind="quiet" onClick={draft.clear}>
            Discard
          </Button>
        )
      }
    >
      {draft.isOld
        ? 'Somebody changed this since you began. What you wrote is kept, and not saved yet.'
        : 'What you typed before is here, and not saved yet.'}
    </Notice>
  )
}
