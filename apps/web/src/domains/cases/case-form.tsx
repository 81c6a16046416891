import { type ReactNode, useId, useRef } from 'react'
import { InPlaceText } from '../../ui/in-place.tsx'
import { textOf } from '../../ui/rich-text.ts'
import { StepsEditor } from '../../ui/steps-editor.tsx'
import type { Folders } from '../folders/folders.ts'
import type { CaseFields, Written } from './case-fields.ts'
import { CaseProperties } from './case-properties.tsx'
import { TagsField } from './tags-field.tsx'

interface Props {
  projectId: string
  fields: CaseFields
  folders: Folders | undefined
  errors: Readonly<Record<string, string>>
  onChange: (written: Written) => void
  onLeave: () => void
  /** Between the properties and the text: what switches the view. */
  tabs?: ReactNode
  /** Instead of the text: another view. */
  children?: ReactNode
}

/** Everything of a case that one writes, in place. */
export function CaseForm({ projectId, fields, folders, errors, onChange, onLeave, tabs, children }: Props) {
  const form = useRef<HTMLDivElement>(null)
  /** On to the first step, which is made when there is none. */
  const toSteps = () => {
    const first = form.current?.querySelector<HTMLElement>('.steps textarea, .steps-add')
    if (first?.matches('button')) first.click()
    else first?.focus()
  }
  const changeNow = (written: Written) => {
    onChange(written)
    onLeave()
  }
  return (
    <div ref={form} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <InPlaceText
        label="Title"
        big
        placeholder="What is tested, in one line"
        maxLength={500}
        value={fields.title}
        error={errors.title}
        onChange={(title) => onChange({ title })}
        onLeave={onLeave}
        onEnter={toSteps}
      />
      <CaseProperties projectId={projectId} fields={fields} folders={folders} onChange={changeNow} />
      <TagsField projectId={projectId} tags={fields.tags} onChange={(tags) => changeNow({ tags })} />
      {tabs}
      {children ?? (
        <>
          {typeof fields.description === 'object' && fields.description !== null ? (
            <Labelled label="Description">
              <p className="whitespace-pre-wrap">{textOf(fields.description)}</p>
            </Labelled>
          ) : (
            <InPlaceText
              label="Description"
              lines
              placeholder="Before: what must be there, and what this is about"
              maxLength={100_000}
              value={fields.description ?? ''}
              error={errors.description}
              onChange={(text) => onChange({ description: text === '' ? null : text })}
              onLeave={onLeave}
            />
          )}
          <StepsEditor
            steps={fields.steps}
            onChange={(steps) => onChange({ steps })}
            onLeave={onLeave}
            errors={stepErrors(errors)}
          />
          <Labelled label="Expected result">
            <InPlaceText
              label="Expected result"
              lines
              placeholder="What holds at the end, where the steps do not say it"
              maxLength={10_000}
              value={fields.expectedResult ?? ''}
              error={errors.expectedResult}
              onChange={(text) => onChange({ expectedResult: text === '' ? null : text })}
              onLeave={onLeave}
            />
          </Labelled>
        </>
      )}
    </div>
  )
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-12 text-text-3">
        {label}
      </h2>
      {children}
    </section>
  )
}

const stepErrors = (errors: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(errors).flatMap(([field, message]) => {
      const index = /^steps\.(\d+)/.exec(field)?.[1]
      return index ? [[index, message]] : []
    }),
  )
