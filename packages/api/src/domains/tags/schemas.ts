import * as z from 'zod'
import { base, changes } from '../../common/entity.ts'
import { Id, ref } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { text } from '../../common/text.ts'
import { TagName } from '../cases/schemas.ts'

const fields = { name: TagName }

/** A word on cases; unique in its project without regard to case. */
export const Tag = z
  .object({
    ...base,
    projectId: Id,
    name: z.string(),
    caseCount: z.int().meta({ description: 'How many cases carry it.' }),
  })
  .meta({ id: 'Tag' })
export type Tag = z.infer<typeof Tag>

export const CreateTag = z.strictObject({ projectId: ref('project'), ...fields })
export const UpdateTag = changes(fields).extend({ tagId: Id })
export const ListTags = list({ projectId: Id, search: text(200).optional() })
export const MergeTag = z.strictObject({
  tagId: Id,
  intoId: ref('tag').meta({ description: 'The tag that stays, and that all cases of the other carry then.' }),
})
