import type { Case } from '@testplanit/api/domains/cases/schemas'
import { Check, CircleAlert, LoaderCircle } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Folders } from '../folders/folders.ts'
import { nameOf, usePeople } from '../runs/names.ts'
import type { CaseEdit, CaseEditor } from './case-edit.ts'
import { ConflictDialog } from './conflict-dialog.tsx'

/** How it stands with what was written: a mark in the panel's head. */
export function SavedMark({ edit }: { edit: CaseEdit }) {
  const { state, saved } = edit
  const [Icon, text] =
    state === 'saved'
      ? [Check, `Saved, version ${saved.version}`]
      : state === 'typed' || state === 'saving'
        ? [LoaderCircle, 'Saving…']
        : [CircleAlert, 'Not saved']
  return (
    <span role="status" className="flex items-center gap-1.5 whitespace-nowrap text-12">
      <Icon className="i" />
      {text}
    </span>
  )
}

/** Says why something is not saved, and what can be done. */
export function EditNotice({
  edit,
  editor,
  folders,
}: {
  edit: CaseEdit
  editor: CaseEditor
  folders: Folders | undefined
}) {
  const [comparing, setComparing] = useState(false)
  const { state, message } = edit
  if (state === 'offered')
    return (
      <Notice
        actions={
          <>
            <Button size="small" onClick={() => void editor.save()}>
              Save them
            </Button>
            <Button size="small" kind="quiet" onClick={editor.takeTheirs}>
              Discard
            </Button>
          </>
        }
      >
        Changes that had not reached the server are back.
      </Notice>
    )
  if (state === 'conflict')
    return (
      <>
        <Notice
          status="FAILED"
          actions={
            <Button size="small" onClick={() => setComparing(true)}>
              Compare
            </Button>
          }
        >
          Not saved: {edit.theirs ? <ChangedBy one={edit.theirs} /> : 'somebody'} changed this case. What you wrote is
          kept.
        </Notice>
        {comparing && edit.theirs && (
          <ConflictDialog
            edit={edit}
            theirs={edit.theirs}
            folders={folders}
            onTheirs={editor.takeTheirs}
            onMine={editor.keepMine}
            onClose={() => setComparing(false)}
          />
        )}
      </>
    )
  if (state === 'unreachable' || state === 'refused')
    return (
      <Notice
        status={state === 'refused' ? 'FAILED' : 'BLOCKED'}
        actions={
          <Button size="small" onClick={() => void editor.save()}>
            Try now
          </Button>
        }
      >
        {message}
      </Notice>
    )
  return null
}

function ChangedBy({ one }: { one: Case }) {
  return nameOf(usePeople(one.projectId), one.updatedBy) ?? 'somebody'
}
