import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { trpc } from '../../app/api.ts'
import { part } from '../../app/loaded.tsx'
import { InPlaceSelect } from '../../ui/in-place.tsx'
import { Priority } from '../../ui/priority.tsx'
import { PropertyList } from '../../ui/property-list.tsx'
import { type Folders, pathText } from '../folders/folders.ts'
import type { CaseFields, Written } from './case-fields.ts'
import { kindList, kinds, priorities, priorityList } from './case-words.ts'
import { EstimateField } from './estimate-field.tsx'

const FolderPicker = part(() => import('../folders/folder-picker.tsx'))

interface Props {
  projectId: string
  fields: CaseFields
  folders: Folders | undefined
  onChange: (written: Written) => void
}

export function CaseProperties({ projectId, fields, folders, onChange }: Props) {
  const [moving, setMoving] = useState(false)
  const templates = useQuery(trpc.templates.list.queryOptions({ projectId, limit: 250 }, { staleTime: 60_000 }))
  const templateNames = templates.data?.data.map(({ id, name }) => [id, name] as const) ?? []
  const { label, icon: Kind } = kinds[fields.automationStatus]
  return (
    <>
      <PropertyList
        items={[
          [
            'Priority',
            <>
              {fields.priority && <Priority key="glyph" level={fields.priority} />}
              <InPlaceSelect
                key="choice"
                label="Priority"
                value={fields.priority ?? ''}
                options={[['', 'None'], ...priorityList.map((level) => [level, priorities[level]] as const)]}
                onChange={(level) => onChange({ priority: level === '' ? null : level })}
              />
            </>,
          ],
          [
            'Kind',
            <>
              <Kind key="glyph" className="i" aria-hidden="true" />
              <InPlaceSelect
                key="choice"
                label={`Kind, ${label}`}
                value={fields.automationStatus}
                options={kindList.map((kind) => [kind, kinds[kind].label] as const)}
                onChange={(automationStatus) => onChange({ automationStatus })}
              />
            </>,
          ],
          [
            'Estimate',
            <EstimateField key="e" seconds={fields.estimate} onChange={(estimate) => onChange({ estimate })} />,
          ],
          [
            'Folder',
            <button
              key="f"
              type="button"
              className="inplace cut"
              title={folders && pathText(folders, fields.folderId)}
              onClick={() => setMoving(true)}
            >
              {folders ? (folders.byId.get(fields.folderId)?.name ?? '…') : '…'}
            </button>,
          ],
          ...(templateNames.length > 1
            ? ([
                [
                  'Template',
                  <InPlaceSelect
                    key="t"
                    label="Template"
                    value={fields.templateId || (templateNames[0]?.[0] ?? '')}
                    options={templateNames}
                    onChange={(templateId) => onChange({ templateId })}
                  />,
                ],
              ] as const)
            : []),
        ]}
      />
      {moving && folders && (
        <Suspense>
          <FolderPicker
            label="Move the case to"
            rootLabel="No folder"
            folders={folders}
            onPick={(folderId) => onChange({ folderId })}
            onClose={() => setMoving(false)}
          />
        </Suspense>
      )}
    </>
  )
}
