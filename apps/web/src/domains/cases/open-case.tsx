import type { Case } from '@testplanit/api/domains/cases/schemas'
import { ArrowDown, ArrowUp, Link as LinkIcon, Trash2 } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useMay } from '../../app/access.ts'
import { usePages } from '../../app/pages.ts'
import { IconButton } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { useKeys } from '../../ui/keys.ts'
import { number } from '../../ui/number.ts'
import { Panel } from '../../ui/panel.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { toast } from '../../ui/toast.tsx'
import type { Folders } from '../folders/folders.ts'
import { editorOf } from './case-edit.ts'
import { CaseForm } from './case-form.tsx'
import { CaseResults, resultsOf } from './case-results.tsx'
import { CaseView } from './case-view.tsx'
import { numberOf } from './case-words.ts'
import { deleteCase } from './delete-case.ts'
import { EditNotice, SavedMark } from './edit-state.tsx'

export interface OpenCaseProps {
  one: Case
  folders: Folders | undefined
  /** Its place in the list, and how many there are: `1 of 61`. */
  place: string
  tab: 'steps' | 'results'
  onTab: (tab: 'steps' | 'results') => void
  /** To the case before or after it in the list; undefined where there is none. */
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
  onClose: () => void
}

export function OpenCase({ one, folders, place, tab, onTab, onPrevious, onNext, onClose }: OpenCaseProps) {
  const [editor] = useState(() => editorOf(one))
  const edit = useSyncExternalStore(editor.subscribe, editor.read)
  useEffect(() => editor.arrived(one), [editor, one])
  const [deleting, setDeleting] = useState(false)
  const may = useMay(one.projectId)
  const mayWrite = may('cases', 'write')
  const mayDelete = may('cases', 'delete')
  const total = usePages(resultsOf(one.id)).count
  const previousKey = { label: 'Previous case', inFields: true, run: () => onPrevious?.() }
  const nextKey = { label: 'Next case', inFields: true, run: () => onNext?.() }
  useKeys({
    'alt+k': previousKey,
    'alt+j': nextKey,
    ...(mayWrite && { 'mod+s': { label: 'Save now', run: () => void editor.save() } }),
    'shift+l': { label: 'Copy the link', run: () => void copyLink() },
    ...(mayDelete && { delete: { label: 'Delete the case', run: () => setDeleting(true) } }),
  })
  const views = [
    { id: 'steps', label: 'Steps', count: edit.saved.steps.length },
    { id: 'results', label: 'Results', count: total },
  ]
  const tabs = total > 0 && (
    <Tabs label="Of this case" tabs={views} value={tab} onChange={(id) => onTab(id as 'steps' | 'results')} />
  )
  const shown = tab === 'results' && total > 0 ? <CaseResults one={edit.saved} /> : undefined
  return (
    <Panel
      label={`Case ${numberOf(one)}`}
      head={
        <>
          <span className="num">{numberOf(one)}</span>
          <span className="ml-2 text-12 text-text-3">{place}</span>
        </>
      }
      actions={
        <>
          {mayWrite && <SavedMark edit={edit} />}
          <span className="flex">
            <IconButton small label="Previous case" icon={ArrowUp} keys="alt+k" {...off(onPrevious)} />
            <IconButton small label="Next case" icon={ArrowDown} keys="alt+j" {...off(onNext)} />
            <IconButton small label="Copy the link" icon={LinkIcon} keys="shift+l" onClick={() => void copyLink()} />
            {mayDelete && <IconButton small label="Delete the case" icon={Trash2} onClick={() => setDeleting(true)} />}
          </span>
        </>
      }
      onClose={onClose}
    >
      {mayWrite ? (
        <>
          <EditNotice edit={edit} editor={editor} folders={folders} />
          <CaseForm
            projectId={one.projectId}
            fields={edit.fields}
            folders={folders}
            errors={edit.errors}
            onChange={editor.change}
            onLeave={editor.leave}
            tabs={tabs}
          >
            {shown}
          </CaseForm>
        </>
      ) : (
        <CaseView one={edit.saved} folders={folders} tabs={tabs}>
          {shown}
        </CaseView>
      )}
      {deleting && (
        <ConfirmDialog
          title={`Delete ${numberOf(one)}?`}
          text={`“${edit.saved.title}” goes from the repository. It stays readable in the runs that hold it${total > 0 ? `, with its ${number.format(total)} results` : ''}.`}
          confirm="Delete the case"
          danger
          onConfirm={() => {
            setDeleting(false)
            onClose()
            void deleteCase(one)
          }}
          onClose={() => setDeleting(false)}
        />
      )}
    </Panel>
  )
}

const off = (go: (() => void) | undefined) => (go ? { onClick: go } : { off: 'There is none in this list' })

const copyLink = () =>
  navigator.clipboard.writeText(location.href).then(
    () => toast({ text: 'Link copied' }),
    () => toast({ status: 'FAILED', text: 'Not copied: the browser refused. Copy the address by hand.' }),
  )
