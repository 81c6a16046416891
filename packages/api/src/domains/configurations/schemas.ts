import * as z from 'zod'
import { base, changes } from '../../common/entity.ts'
import { Id, ref } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { line, name } from '../../common/text.ts'

const fields = {
  name: name(),
  variants: z
    .record(line(100), line(255))
    .refine((variants) => Object.keys(variants).length <= 50, { error: 'has more than 50 variants' })
    .meta({ description: 'What the combination is made of: { browser: "Firefox", system: "Linux" }.' }),
}

/** One named combination of variants to test on. */
export const Configuration = z
  .object({ ...base, projectId: Id, name: z.string(), variants: z.record(z.string(), z.string()) })
  .meta({ id: 'Configuration' })

export const CreateConfiguration = z.strictObject({
  projectId: ref('project'),
  ...fields,
  variants: fields.variants.default({}),
})
export const UpdateConfiguration = changes(fields).extend({ configurationId: Id })
export const ListConfigurations = list({ projectId: Id.optional() })
