import type { Case } from '@testplanit/api/domains/cases/schemas'
import type { ReactNode } from 'react'
import { Tag } from '../../ui/chip.tsx'
import { Priority } from '../../ui/priority.tsx'
import { PropertyList } from '../../ui/property-list.tsx'
import { type Folders, pathText } from '../folders/folders.ts'
import { CaseText } from './case-text.tsx'
import { kinds } from './case-words.ts'
import { writtenEstimate } from './estimate.ts'

interface Props {
  one: Case
  folders: Folders | undefined
  /** Between the properties and the text: what switches the view. */
  tabs?: ReactNode
  /** Instead of the text: another view. */
  children?: ReactNode
}

/** A case for those who may read it and not write. */
export function CaseView({ one, folders, tabs, children }: Props) {
  return (
    <>
      <h2>{one.title}</h2>
      <PropertyList
        items={[
          ['Priority', one.priority ? <Priority key="p" level={one.priority} named /> : 'None'],
          ['Kind', kinds[one.automationStatus].label],
          ['Estimate', one.estimate === null ? 'None' : writtenEstimate(one.estimate)],
          ['Folder', folders ? pathText(folders, one.folderId) : '…'],
        ]}
      />
      {one.tags.length > 0 && (
        <p className="mt-3 flex flex-wrap gap-1.5">
          {one.tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </p>
      )}
      {tabs && <div className="mt-3">{tabs}</div>}
      {children ?? <CaseText one={one} />}
    </>
  )
}
