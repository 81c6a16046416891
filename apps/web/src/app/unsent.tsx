import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useUnsentEdits } from '../domains/cases/kept-edits.ts'
import { pin } from '../ui/toast.tsx'

/** Says on every page what was written and has not reached the server. */
export function Unsent() {
  const navigate = useNavigate()
  const edits = useUnsentEdits()
  useEffect(() => {
    const [first] = edits
    const open = () =>
      first &&
      void navigate({
        to: '/projects/$projectId/cases',
        params: { projectId: first.projectId },
        search: { case: first.caseId },
      })
    pin(
      'edits',
      first && {
        status: 'BLOCKED',
        text: `Not saved yet: what you wrote in ${edits.length === 1 ? `C${first.number}` : `${edits.length} cases`}. It is kept in this browser.`,
        action: { label: `Open C${first.number}`, run: open },
      },
    )
  }, [edits, navigate])
  return null
}
