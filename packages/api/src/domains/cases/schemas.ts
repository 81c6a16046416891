import * as z from 'zod'
import { base, changes } from '../../common/entity.ts'
import { Id, ref } from '../../common/id.ts'
import { list } from '../../common/page.ts'
import { filled, name, RichText, text } from '../../common/text.ts'
import { Seconds, Time } from '../../common/time.ts'
import { Attachment, Attachments, ChangedAttachments } from '../attachments/schemas.ts'
import { CustomValue } from '../fields/schemas.ts'
import { MAX_FIELDS } from '../templates/schemas.ts'

export const Priority = z.enum(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'])
export type Priority = z.infer<typeof Priority>
export const AutomationStatus = z.enum(['MANUAL', 'AUTOMATED', 'SEMI_AUTOMATED'])

/** How far a case has come on the way to being approved. */
export const Approval = z.enum(['DRAFT', 'IN_REVIEW', 'APPROVED'])
export type Approval = z.infer<typeof Approval>

export const TagName = name(100)
export const MAX_TAGS = 100

const StepInput = z
  .strictObject({
    id: Id.optional().meta({ description: 'A step that carries its id stays the same step.' }),
    action: filled(10_000).optional(),
    expected: text(10_000).nullish(),
    sharedStepId: ref('sharedSteps')
      .nullish()
      .meta({
        description: `Shared steps, which stand in this place, all of them; a step of theirs that carries its id stays where it
is, and its texts are theirs. null makes the step one of the case's own.`,
      }),
    order: z.int().min(0).max(1_000_000).optional().meta({ description: 'Orders are renumbered from 1.' }),
    attachments: ChangedAttachments.optional(),
  })
  .refine(({ action, sharedStepId }) => action !== undefined || sharedStepId, {
    path: ['action'],
    error: 'is required, unless sharedStepId is given',
  })
export type StepInput = z.infer<typeof StepInput>

export const MAX_STEPS = 1000
/** What a person could read: lists answer up to 250 cases with all their steps. */
export const MAX_STEPS_TEXT = 100_000
type Texts = { action?: string | undefined; expected?: string | null | undefined }[]
export const lengthOf = (steps: Texts) =>
  steps.reduce((sum, { action, expected }) => sum + (action?.length ?? 0) + (expected?.length ?? 0), 0)
export const isReadable = (steps: Texts) => lengthOf(steps) <= MAX_STEPS_TEXT

export const tooLong = { error: `are more than ${MAX_STEPS_TEXT} characters together` }

/** What a case has in a custom field of its template. */
export const CustomFieldValue = z.object({ fieldId: Id, value: CustomValue }).meta({ id: 'CustomFieldValue' })
export type CustomFieldValue = z.infer<typeof CustomFieldValue>

const MAX_PARAMETERS = 20
export const MAX_ROWS = 200
/** Lists answer up to 250 cases with all their parameters. */
const MAX_PARAMETERS_TEXT = 100_000

/** It stands in texts as {{name}}, and is a key of JSON. */
const ParameterName = name(100).regex(/^(?!__proto__$)[^\s{}](?:[^{}]*[^\s{}])?$/, {
  error: 'must neither hold a brace nor begin or end with a space',
})

const ParametersInput = z
  .strictObject({
    names: z
      .array(ParameterName)
      .min(1)
      .max(MAX_PARAMETERS)
      .refine((names) => new Set(names).size === names.length, { error: 'must differ from each other' }),
    rows: z
      .array(
        z.strictObject({
          id: z.int().min(1).max(2_147_483_647).optional().meta({
            description:
              'A row that carries its id stays the same row; one without it gets one that no other ever had.',
          }),
          values: z.array(text(500)).max(MAX_PARAMETERS),
        }),
      )
      .max(MAX_ROWS),
  })
  .check(({ value, issues }) => {
    const { names, rows } = value
    for (const [i, { values }] of rows.entries())
      if (values.length !== names.length)
        issues.push({
          code: 'custom',
          input: values,
          path: ['rows', i, 'values'],
          message: `must be ${names.length}, one for each name`,
        })
    const length = rows.reduce((sum, { values }) => sum + values.join('').length, 0)
    if (length > MAX_PARAMETERS_TEXT)
      issues.push({
        code: 'custom',
        input: rows,
        path: ['rows'],
        message: `are more than ${MAX_PARAMETERS_TEXT} characters together`,
      })
  })
export type ParametersInput = z.infer<typeof ParametersInput>

/** What a case is tested with: a run holds it once for each row. */
export const CaseParameters = z
  .object({ names: z.array(z.string()), rows: z.array(z.object({ id: z.int(), values: z.array(z.string()) })) })
  .meta({ id: 'CaseParameters' })
export type CaseParameters = z.infer<typeof CaseParameters>

/** The values of a row by their names. */
export const RowValues = z.record(z.string(), z.string())

const fields = {
  title: name(500),
  description: RichText.nullish(),
  expectedResult: text(10_000).nullish(),
  parameters: ParametersInput.nullish().meta({
    description: `Names, and rows of a value for each. A run holds the case once for each row, and where {{name}} stands
in steps, description or expected result, the run case has the value; case and spaces count, and what is no name stays as
it stands. Given, they replace all that there are.`,
  }),
  steps: z.array(StepInput).max(MAX_STEPS).refine(isReadable, tooLong),
  tags: z.array(TagName).max(MAX_TAGS),
  attachments: ChangedAttachments,
  automationStatus: AutomationStatus,
  estimate: Seconds.nullish(),
  priority: Priority.nullish(),
  folderId: ref('folder').optional().meta({ description: 'Without it: the root folder of the project.' }),
  templateId: ref('template').optional().meta({ description: "Without it: the project's default template." }),
  customFields: z
    .array(z.strictObject({ fieldId: ref('field'), value: CustomValue.nullable() }))
    .max(MAX_FIELDS)
    .meta({
      description: `Values of the custom fields that the template has. What is not named stays as it is, and of a new
case is the template's default; null clears a value.`,
    }),
}

export const Step = z
  .object({
    id: Id,
    action: z.string(),
    expected: z.string().nullable(),
    order: z.int(),
    sharedStepId: Id.nullable().meta({ description: 'The shared steps that it is one of.' }),
    attachments: z.array(Attachment),
  })
  .meta({ id: 'Step' })

/** A test case of the repository. `number` is for people: C1042. */
export const Case = z
  .object({
    ...base,
    number: z.int(),
    projectId: Id,
    folderId: Id,
    title: z.string(),
    description: RichText.nullable(),
    expectedResult: z.string().nullable(),
    parameters: CaseParameters.nullable(),
    steps: z.array(Step),
    tags: z.array(z.string()),
    attachments: z.array(Attachment),
    automationStatus: AutomationStatus,
    estimate: z.int().nullable().meta({ description: 'Seconds.' }),
    priority: Priority.nullable(),
    templateId: Id,
    customFields: z
      .array(CustomFieldValue)
      .meta({ description: 'In the order of the template; without those that are empty.' }),
    approval: Approval.meta({
      description: `Where the project requires approval, a new case is a draft, and becomes one again when what is tested
changes: title, description, expected result, parameters, steps, attachments, custom fields. What there was before it was
required, and what an import of results makes, counts as approved, by nobody.`,
    }),
    approvalBy: Id.nullable().meta({
      description: 'Who submitted, approved or rejected it, where it has not changed since.',
    }),
    approvalAt: Time.nullable(),
    approvalComment: z.string().nullable(),
  })
  .meta({ id: 'RepositoryCase' })
export type Case = z.infer<typeof Case>

export const CreateCase = z.strictObject({
  projectId: ref('project'),
  ...fields,
  steps: fields.steps.default([]),
  tags: fields.tags.default([]),
  attachments: Attachments.default([]),
  automationStatus: AutomationStatus.default('MANUAL'),
  customFields: fields.customFields.default([]),
})
export type CreateCase = z.infer<typeof CreateCase>
export const UpdateCase = changes(fields).extend({ caseId: Id })
export type UpdateCase = z.infer<typeof UpdateCase>

/** A bulk command is one transaction: so many it takes at once. */
const MAX_BULK = 1000
const someCases = { ids: z.array(ref('case')).min(1).max(MAX_BULK) }

export const CreateCases = z.strictObject({ cases: z.array(CreateCase).min(1).max(MAX_BULK) })

const { title: _title, steps: _steps, attachments: _attachments, parameters: _parameters, ...alike } = fields
/** What of many cases can be changed alike. */
export const UpdateCases = z.strictObject({
  ...someCases,
  changes: z
    .strictObject({
      ...alike,
      addTags: fields.tags.meta({ description: 'Beside those that each case has.' }),
      removeTags: fields.tags,
    })
    .partial()
    .refine((changes) => Object.keys(changes).length > 0, { error: 'say what is to change' }),
})
export type UpdateCases = z.infer<typeof UpdateCases>

export const CopyCases = z.strictObject({
  ...someCases,
  folderId: ref('folder').optional().meta({ description: 'Without it: each into the folder that it is in.' }),
})
export const MoveCases = z.strictObject({ ...someCases, folderId: ref('folder') })
export const DeleteCases = z.strictObject(someCases)
export const Cases = z.object({ data: z.array(Case) })

const UUID = '[\\da-fA-F]{8}(?:-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}'

/** Comma-separated on REST. */
const words = z.array(TagName).max(100)

/** How cases are chosen, in a list and for a new run. */
export const CaseFilter = {
  folderId: Id.optional(),
  includeSubfolders: z.boolean().optional(),
  tags: words.optional().meta({ description: 'All of them.' }),
  anyTag: words.optional(),
  search: text(500)
    .optional()
    .meta({ description: 'In title, description, steps and tags; a number, also as C31, finds that case too.' }),
  priority: z.array(Priority).max(4).optional(),
  automationStatus: z.array(AutomationStatus).max(3).optional(),
  approval: z.array(Approval).max(3).optional(),
  field: z
    .array(text(600).regex(new RegExp(`^${UUID}:.+$`), { error: 'must be <fieldId>:<value>' }))
    .max(MAX_FIELDS)
    .optional()
    .meta({
      description: `By custom fields, each as <fieldId>:<value>. Of several values of a field one must be there, of
several fields all. An option or a user is named by its id; a number or a day can be a range: 1..5, 2026-01-01.., ..5.
A text is compared as a whole, without regard to case. Where a value holds a comma, give the parameter twice.`,
    }),
}
const CaseFilterObject = z.object(CaseFilter)
export type CaseFilter = z.infer<typeof CaseFilterObject>

export const CaseSort = z.enum(['createdAt', '-createdAt', 'title', '-title', 'updatedAt', '-updatedAt'])
const ByField = z.string().regex(new RegExp(`^-?field:${UUID}$`))

export const ListCases = list({
  projectId: Id,
  ...CaseFilter,
  templateId: Id.optional(),
  sort: z
    .union([CaseSort, ByField])
    .default('-createdAt')
    .meta({ description: 'By a custom field: field:<fieldId>, or -field:<fieldId>. Cases without a value come last.' }),
})
