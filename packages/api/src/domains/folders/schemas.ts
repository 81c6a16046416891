import * as z from 'zod'
import { base, changes } from '../../common/entity.ts'
import { Id, ref } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { name } from '../../common/text.ts'

const fields = {
  name: name(),
  parentId: ref('folder').nullish().meta({ description: 'Without it, or null: the root folder of the project.' }),
  order: z.int().min(0).max(1_000_000_000).meta({ description: 'Place among its siblings; equals by name.' }),
}

export const Folder = z
  .object({
    ...base,
    projectId: Id,
    parentId: Id.nullable(),
    name: z.string(),
    order: z.int(),
    caseCount: z.int().meta({ description: 'Cases in it and in its subtree.' }),
  })
  .meta({ id: 'Folder' })
export type Folder = z.infer<typeof Folder>

export const CreateFolder = z.strictObject({ projectId: ref('project'), ...fields, order: fields.order.optional() })
export const UpdateFolder = changes(fields).extend({ folderId: Id })
export const ListFolders = list({ projectId: Id, parentId: Id.optional() })

/** A whole tree at once, for navigation: parents stand before their children, siblings in their order. */
export const FolderTree = z.object({
  data: z.array(Folder.pick({ id: true, parentId: true, name: true, order: true, caseCount: true })),
})
