import * as z from 'zod'
import { areas, verbs } from '../../access.ts'
import { base, changes } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { line, name, RichText, text } from '../../common/text.ts'

const Gates = z.strictObject({
  minPassRate: z.number().min(0).max(100).nullish(),
  maxCriticalFailing: z.int().min(0).nullish(),
  maxBlocked: z.int().min(0).nullish(),
  minExecuted: z.number().min(0).max(100).nullish(),
})

const settings = {
  allowPublicAccess: z.boolean().meta({ description: 'Every logged-in user may read the project.' }),
  requireApproval: z.boolean().meta({
    description: 'New runs take approved test cases alone. What there is when this is switched on counts as approved.',
  }),
  gates: Gates.meta({ description: 'When the project may ship; percentages for the rates.' }),
}

/** What is given is merged into what is kept, key by key. */
const SettingsChange = z.strictObject(settings).partial()

const fields = {
  name: name(),
  description: RichText.nullish(),
  icon: line(100).nullish(),
  color: line(50).nullish(),
  settings: SettingsChange.optional(),
}

export const Project = z
  .object({
    ...base,
    name: z.string(),
    description: RichText.nullable(),
    icon: z.string().nullable(),
    color: z.string().nullable(),
    settings: z.object({ ...settings, gates: settings.gates.optional() }),
    caseCount: z.int(),
  })
  .meta({ id: 'Project' })
export type Project = z.infer<typeof Project>

export const CreateProject = z.strictObject(fields)
export const UpdateProject = changes(fields).extend({ projectId: Id })
export const ListProjects = list({ search: text(200).optional() })

/** What the caller may do in a project, by area; `*` stands for every area. Several grants are one here. */
export const OwnAccess = z
  .object({
    grants: z.partialRecord(z.enum([...areas, '*']), z.array(z.enum(verbs))),
  })
  .meta({ id: 'OwnAccess' })
