import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useUnsentEdits } from '../domains/cases/kept-edits.ts'
import { sendResults, useUnsentResults } from '../domains/runs/unsent-results.ts'
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
  const results = useUnsentResults()
  useEffect(() => {
    const cases = [...new Set(results)].map((number) => `C${number}`)
    const named = cases.length > 4 ? `${cases.slice(0, 3).join(', ')} and ${cases.length - 3} more` : cases.join(', ')
    pin(
      'results',
      cases.length > 0
        ? {
            status: 'BLOCKED',
            text: `Not recorded yet: the results of ${named}. They are kept in this browser, and sent in order when the server answers.`,
            action: { label: 'Send now', run: () => void sendResults() },
          }
        : undefined,
    )
  }, [results])
  useEffect(() => void sendResults(), [])
  return null
}
