import type { Case } from '@testplanit/api/domains/cases/schemas'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { textOf } from '../../ui/rich-text.ts'
import { type Folders, pathText } from '../folders/folders.ts'
import { nameOf, usePeople } from '../runs/names.ts'
import type { CaseEdit } from './case-edit.ts'
import { type CaseFields, fieldsOf, readySteps } from './case-fields.ts'
import { kinds, priorities } from './case-words.ts'
import { writtenEstimate } from './estimate.ts'

interface Props {
  edit: CaseEdit
  theirs: Case
  folders: Folders | undefined
  onTheirs: () => void
  onMine: () => void
  onClose: () => void
}

/** What was written beside what somebody else saved meanwhile, field by field. */
export function ConflictDialog({ edit, theirs, folders, onTheirs, onMine, onClose }: Props) {
  const who = nameOf(usePeople(theirs.projectId), theirs.updatedBy) ?? 'Somebody'
  const other = fieldsOf(theirs)
  const names = (Object.keys(edit.written) as (keyof CaseFields)[]).filter(
    (name) => shownText(edit.fields, name, folders) !== shownText(other, name, folders),
  )
  const choose = (choice: () => void) => () => {
    onClose()
    choice()
  }
  return (
    <Dialog
      title={`${who} changed this case while you wrote`}
      roomy
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" keys="esc" onClick={onClose}>
            Decide later
          </Button>
          <Button onClick={choose(onTheirs)}>Take theirs</Button>
          <Button kind="primary" onClick={choose(onMine)} data-autofocus>
            Keep mine
          </Button>
        </>
      }
    >
      {names.length === 0 && <p>Both say the same now.</p>}
      {names.map((name) => (
        <section key={name} className="mb-4">
          <h3 className="mb-1 text-12 text-text-3">{labels[name]}</h3>
          <div className="grid gap-3 wide:grid-cols-2">
            <Side of="Theirs" text={shownText(other, name, folders)} />
            <Side of="Mine" text={shownText(edit.fields, name, folders)} />
          </div>
        </section>
      ))}
    </Dialog>
  )
}

const Side = ({ of, text }: { of: string; text: string }) => (
  <div className="rounded-sm border border-line p-2">
    <b className="text-12">{of}</b>
    <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{text || '(nothing)'}</p>
  </div>
)

const labels: Record<keyof CaseFields, string> = {
  title: 'Title',
  description: 'Description',
  expectedResult: 'Expected result',
  steps: 'Steps',
  tags: 'Tags',
  automationStatus: 'Kind',
  estimate: 'Estimate',
  priority: 'Priority',
  folderId: 'Folder',
  templateId: 'Template',
}

function shownText(fields: CaseFields, name: keyof CaseFields, folders: Folders | undefined): string {
  if (name === 'steps')
    return readySteps(fields.steps)
      .map((step, index) => `${index + 1}. ${step.action}${step.expected ? `\n    → ${step.expected}` : ''}`)
      .join('\n')
  if (name === 'tags') return fields.tags.join(', ')
  if (name === 'description') return textOf(fields.description)
  if (name === 'automationStatus') return kinds[fields.automationStatus].label
  if (name === 'priority') return fields.priority ? priorities[fields.priority] : ''
  if (name === 'estimate') return fields.estimate === null ? '' : writtenEstimate(fields.estimate)
  if (name === 'folderId') return folders ? pathText(folders, fields.folderId) : fields.folderId
  return fields[name] ?? ''
}
