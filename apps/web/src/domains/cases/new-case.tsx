import type { Case } from '@testplanit/api/domains/cases/schemas'
import { useEffect, useRef, useState } from 'react'
import { client } from '../../app/api.ts'
import { useDraft } from '../../app/draft.ts'
import { faultOf } from '../../app/fault.ts'
import { Button } from '../../ui/button.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { toast } from '../../ui/toast.tsx'
import { showCount } from '../folders/folder-changes.ts'
import type { Folders } from '../folders/folders.ts'
import { type CaseFields, faultsAt, gapsIn, sentSteps, type Written } from './case-fields.ts'
import { CaseForm } from './case-form.tsx'
import { numberOf } from './case-words.ts'
import { KeptFields } from './kept-edits.ts'
import { rereadCases, showCase } from './show-case.ts'

interface Props {
  projectId: string
  folders: Folders
  /** Where it is made, unless another folder is chosen. */
  folderId: string
  onCreated: (one: Case) => void
  onClose: () => void
}

const blank: CaseFields = {
  title: '',
  description: null,
  expectedResult: null,
  steps: [],
  tags: [],
  automationStatus: 'MANUAL',
  estimate: null,
  priority: null,
  /** '': where it is made, as long as no folder is chosen. */
  folderId: '',
  templateId: '',
}

/** A case that is being written: kept in this browser until it is created. */
export function NewCase({ projectId, folders, folderId, onCreated, onClose }: Props) {
  const draft = useDraft(`new case ${projectId}`, blank, { fields: KeptFields, outlivesLogout: true })
  /** Where the one before was made, if not here. */
  const [lastFolder, setLastFolder] = useState<string>()
  const [fault, setFault] = useState<{ message: string; fields: Record<string, string> }>()
  const [busy, setBusy] = useState(false)
  const panel = useRef<HTMLDivElement>(null)
  const fields: CaseFields = { ...draft.value, folderId: draft.value.folderId || (lastFolder ?? folderId) }
  const toTitle = () => panel.current?.querySelector<HTMLElement>('[aria-label=Title]')?.focus()
  useEffect(toTitle, [])

  const change = (patch: Written) => {
    draft.set(patch)
    setFault(undefined)
  }
  const create = async (another: boolean) => {
    const gaps = gapsIn(fields)
    if (Object.keys(gaps).length > 0) {
      setFault({ message: '', fields: { ...gaps, ...(gaps.title && { title: 'A case needs a title.' }) } })
      toTitle()
      return
    }
    if (busy) return
    setBusy(true)
    const sent = draft.value
    const { steps, templateId, ...plain } = fields
    try {
      const input = { projectId, ...plain, steps: sentSteps(steps), ...(templateId && { templateId }) }
      const one = await client.cases.create.mutate(input)
      draft.forget(sent)
      showCase(one)
      showCount(projectId, one.folderId, 1)
      rereadCases(projectId)
      if (!another) return onCreated(one)
      toast({ status: 'PASSED', text: `${numberOf(one)} created` })
      setLastFolder(one.folderId === folderId ? undefined : one.folderId)
      toTitle()
    } catch (error) {
      const { message, fields: faults } = faultOf(error)
      setFault({ message: `Not created: ${message} What you wrote is kept.`, fields: faultsAt(faults, steps) })
    } finally {
      setBusy(false)
    }
  }
  useKeys({
    'mod+s': { label: 'Create the case', run: () => void create(false) },
    'mod+enter': { label: 'Create it and begin another', hint: 'create and next', run: () => void create(true) },
  })
  return (
    <Panel label="New case" head="New case" onClose={onClose}>
      <div ref={panel}>
        {fault?.message && <Notice status="FAILED">{fault.message}</Notice>}
        <CaseForm
          projectId={projectId}
          fields={fields}
          folders={folders}
          errors={fault?.fields ?? {}}
          onChange={change}
          onLeave={() => {}}
        />
        <div className="mt-6 flex flex-wrap justify-end gap-2">
          <Button keys="mod+enter" onClick={() => void create(true)}>
            Create and next
          </Button>
          <Button kind="primary" keys="mod+s" busy={busy} onClick={() => void create(false)}>
            Create
          </Button>
        </div>
      </div>
    </Panel>
  )
}
