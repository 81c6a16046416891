import type { Milestone } from '@testplanit/api/domains/milestones/schemas'
import { Check, Trash2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Panel } from '../../ui/panel.tsx'
import { plainText } from '../../ui/plain-text.ts'
import { PropertyList } from '../../ui/property-list.tsx'
import { Time } from '../../ui/time.tsx'
import { MilestoneForm } from './milestone-form.tsx'
import { familyOf } from './tree.ts'
import { useMilestoneWrites } from './writes.ts'

interface Props {
  projectId: string
  /** undefined: a new one */
  milestone: Milestone | undefined
  others: readonly Milestone[]
  mayWrite: boolean
  mayClose: boolean
  mayDelete: boolean
  onOpen: (id?: string) => void
}

export function MilestonePanel({ projectId, milestone, others, mayWrite, mayClose, mayDelete, onOpen }: Props) {
  const { update, remove } = useMilestoneWrites(projectId)
  const [deleting, setDeleting] = useState(false)
  const title = milestone?.name ?? 'New milestone'
  const family = milestone ? familyOf(milestone.id, others) : new Set<string>()
  const complete = (completedAt: string | null) =>
    milestone && update.mutate({ milestoneId: milestone.id, completedAt })
  return (
    <Panel label={title} head={milestone?.completedAt ? 'Completed' : 'Milestone'} escInFields onClose={() => onOpen()}>
      <h2>{title}</h2>
      {mayWrite ? (
        <MilestoneForm
          projectId={projectId}
          milestone={milestone}
          parents={others.filter(({ id }) => !family.has(id))}
          onCreated={onOpen}
          onBack={() => onOpen(milestone?.id ?? 'new')}
        />
      ) : (
        milestone && (
          <>
            <PropertyList
              items={[
                ['Begins', milestone.startDate ? <Time key="s" at={`${milestone.startDate}T12:00:00`} days /> : '–'],
                ['Due', milestone.dueDate ? <Time key="d" at={`${milestone.dueDate}T12:00:00`} days /> : '–'],
              ]}
            />
            <p className="mt-4 text-14 whitespace-pre-wrap">{plainText(milestone.description)}</p>
          </>
        )
      )}
      {milestone && (mayClose || mayDelete) && (
        <div className="mt-6 flex flex-wrap gap-2 border-t border-line pt-4">
          {mayClose &&
            (milestone.completedAt ? (
              <Button icon={Undo2} onClick={() => complete(null)}>
                Open again
              </Button>
            ) : (
              <Button icon={Check} onClick={() => complete(new Date().toISOString())}>
                Complete
              </Button>
            ))}
          {mayDelete && (
            <Button kind="danger" icon={Trash2} onClick={() => setDeleting(true)}>
              Delete
            </Button>
          )}
        </div>
      )}
      {deleting && milestone && (
        <ConfirmDialog
          title={`Delete ${milestone.name}?`}
          text={
            family.size > 1
              ? `The ${family.size - 1} beneath it go with it. Their runs stay, without a milestone.`
              : 'Its runs stay, without a milestone.'
          }
          confirm="Delete"
          danger
          onConfirm={() => {
            setDeleting(false)
            onOpen()
            remove.mutate({ milestoneId: milestone.id })
          }}
          onClose={() => setDeleting(false)}
        />
      )}
    </Panel>
  )
}
