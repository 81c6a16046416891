import * as z from 'zod'
import { expectedVersion, Version } from '../../common/entity.ts'
import { Id } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { Time } from '../../common/time.ts'
import { Case, Step } from '../cases/schemas.ts'
import { CustomValue } from '../fields/schemas.ts'

/** What of a case is kept as a version: all that can be changed. */
export const CaseContent = Case.omit({
  id: true,
  createdAt: true,
  updatedAt: true,
  createdBy: true,
  updatedBy: true,
  deleted: true,
  version: true,
  number: true,
  projectId: true,
  approval: true,
  approvalBy: true,
  approvalAt: true,
  approvalComment: true,
}).meta({ id: 'CaseContent' })
export type CaseContent = z.infer<typeof CaseContent>
export const ContentField = CaseContent.keyof()
export type ContentField = z.infer<typeof ContentField>

/** That a case was made or changed, by whom and when. */
export const ListedCaseVersion = z
  .object({
    version: z.int(),
    createdAt: Time,
    createdBy: Id.nullable(),
    changed: z
      .array(ContentField)
      .meta({ description: 'Which fields differ from the version before; of the first one none.' }),
  })
  .meta({ id: 'ListedCaseVersion' })
export type ListedCaseVersion = z.infer<typeof ListedCaseVersion>

/** A version with the case as it was until the next one came. */
export const CaseVersion = ListedCaseVersion.extend({
  content: CaseContent.meta({ description: 'An attachment that is gone by now is named here, and not served.' }),
}).meta({ id: 'CaseVersion' })

export const ListVersions = list({ caseId: Id })
export const OneVersion = z.strictObject({ caseId: Id, version: Version })
export const RestoreVersion = OneVersion.extend(expectedVersion)
export const CompareVersions = z.strictObject({
  caseId: Id,
  from: Version,
  to: Version.optional().meta({ description: 'Without it: the case as it is now.' }),
})

const change = <S extends z.ZodType>(schema: S) => z.object({ before: schema, after: schema })
const { folderId, templateId, title, description, expectedResult } = CaseContent.shape
const { automationStatus, estimate, priority, tags, attachments, parameters } = CaseContent.shape

/** What differs between two versions of a case; what is the same is left out. */
export const CaseComparison = z
  .object({
    from: z.int(),
    to: z.int(),
    fields: z
      .object({
        title: change(title),
        description: change(description),
        expectedResult: change(expectedResult),
        parameters: change(parameters),
        automationStatus: change(automationStatus),
        estimate: change(estimate),
        priority: change(priority),
        folderId: change(folderId),
        templateId: change(templateId),
        tags: change(tags),
        attachments: change(attachments),
      })
      .partial(),
    customFields: z.array(
      change(CustomValue.nullable()).extend({
        fieldId: Id,
        name: z
          .string()
          .nullable()
          .meta({ description: 'As the field is called now; null where it is gone for good.' }),
      }),
    ),
    steps: z
      .object({
        added: z.array(Step),
        removed: z.array(Step),
        changed: z.array(change(Step).extend({ id: Id })).meta({ description: 'In anything but their place.' }),
        moved: z
          .array(change(z.int()).extend({ id: Id }))
          .meta({ description: 'The orders of as few steps as would have to be moved.' }),
      })
      .meta({ description: 'A step is the same as long as it has the same id.' }),
  })
  .meta({ id: 'CaseComparison' })
export type CaseComparison = z.infer<typeof CaseComparison>
