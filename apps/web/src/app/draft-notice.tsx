import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

interface Props {
  draft: { isOld: boolean; rebase: () => void; clear: () => void }
}

/** Where somebody saved a newer version than the one that was written on: the reader decides. */
export function DraftNotice({ draft }: Props) {
  if (!draft.isOld) return null
  return (
    <Notice
      status="BLOCKED"
      actions={
        <span className="flex gap-1">
          <Button size="small" onClick={draft.rebase}>
            Keep mine
          </Button>
          <Button size="small" kind="quiet" onClick={draft.clear}>
            Take theirs
          </Button>
        </span>
      }
    >
      Somebody changed this since you began. What you wrote is kept, and not saved yet.
    </Notice>
  )
}
