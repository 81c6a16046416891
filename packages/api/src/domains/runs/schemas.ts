import * as z from 'zod'
import { base, changes } from '../../common/entity.ts'
import { Id, ref } from '../../common/id.ts'
import { list, pageOf } from '../../common/page.ts'
import { name, RichText, text } from '../../common/text.ts'
import { lasted, Time } from '../../common/time.ts'
import { Attachment, Attachments, ChangedAttachments } from '../attachments/schemas.ts'
import { AutomationStatus, Case, CaseFilter, Priority, RowValues } from '../cases/schemas.ts'

export const RunStatus = z.enum(['ACTIVE', 'COMPLETED', 'CANCELLED'])
export const RunCaseStatus = z.enum(['NOT_STARTED', 'IN_PROGRESS', 'PASSED', 'FAILED', 'BLOCKED', 'SKIPPED'])
export type RunCaseStatus = z.infer<typeof RunCaseStatus>

/** At most so many run cases stand in the run itself; all are at /test-runs/{runId}/cases. */
export const MAX_CASES_IN_RUN = 1000
/** A filter that finds more cases than this is refused. */
export const MAX_CHOSEN_CASES = 100_000
/** So many run cases a command makes at most of cases, rows of their parameters and configurations. */
export const MAX_RUN_CASES = 100_000

export const MAX_CONFIGURATIONS = 50

const fields = {
  name: name(),
  description: RichText.nullish(),
  milestoneId: ref('milestone').nullish(),
  planId: ref('plan').nullish(),
}

const chosen = {
  testCases: z
    .array(z.strictObject({ repositoryCaseId: ref('case'), assignedTo: ref('user').nullish() }))
    .max(10_000)
    .optional(),
  filter: z.strictObject(CaseFilter).optional().meta({
    description:
      'Instead of testCases: the cases that it finds; where the project requires approval, of these the approved.',
  }),
}
const assignedTo = ref('user').nullish().meta({ description: 'Who tests those cases that name nobody themselves.' })
const notBoth = ({ testCases, filter }: { testCases?: unknown; filter?: unknown }) => !(testCases && filter)
const both = { path: ['filter'], error: 'give testCases or filter, not both' }

const ofRow = {
  parameterRow: z
    .int()
    .nullable()
    .meta({ description: 'The id of the row of parameters; null where the case had none when it came into the run.' }),
  parameters: RowValues.nullable().meta({
    description: 'The values of that row as they were then: a run goes on showing what was tested.',
  }),
}

export const RunCase = z
  .object({
    id: Id,
    repositoryCaseId: Id,
    configurationId: Id.nullable(),
    ...ofRow,
    assignedTo: Id.nullable(),
    status: RunCaseStatus,
    executedAt: Time.nullable(),
    ...lasted,
  })
  .meta({ id: 'TestRunCase' })
export type RunCase = z.infer<typeof RunCase>

/** A run case with what one needs to see of its case. */
export const ListedRunCase = RunCase.extend({
  number: z.int(),
  title: z.string(),
  priority: Priority.nullable(),
  automationStatus: AutomationStatus,
  folderId: Id,
  estimate: z.int().nullable(),
  flaky: z.boolean(),
  caseDeleted: z.boolean(),
})

/** A run case with the whole of its case, as one needs it to execute it. */
export const RunCaseDetail = ListedRunCase.extend({
  resultId: Id.nullable().meta({ description: 'The result that it shows: the latest of its results.' }),
  testCase: Case.meta({
    description: `Also where it was deleted: it stays readable in the runs that hold it. In its steps, description and
expected result the values of the run case stand where {{name}} does.`,
  }),
}).meta({ id: 'TestRunCaseDetail' })

export const Counts = z.object({
  notStarted: z.int(),
  inProgress: z.int(),
  passed: z.int(),
  failed: z.int(),
  blocked: z.int(),
  skipped: z.int(),
})
export type Counts = z.infer<typeof Counts>

export const ListedRun = z
  .object({
    ...base,
    projectId: Id,
    name: z.string(),
    description: RichText.nullable(),
    status: RunStatus,
    milestoneId: Id.nullable(),
    planId: Id.nullable(),
    configurationId: Id.nullable(),
    configurationIds: z.array(Id),
    completedAt: Time.nullable(),
    counts: Counts,
  })
  .meta({ id: 'ListedTestRun' })

export const Run = ListedRun.extend({
  testCases: z.array(RunCase),
  testCasesTotal: z.int(),
  attachments: z.array(Attachment),
}).meta({ id: 'TestRun' })
export type Run = z.infer<typeof Run>

export const CreateRun = z
  .strictObject({
    projectId: ref('project'),
    ...fields,
    attachments: Attachments.default([]),
    configurationId: ref('configuration').nullish(),
    configurationIds: z
      .array(ref('configuration'))
      .max(MAX_CONFIGURATIONS)
      .optional()
      .meta({ description: 'The run holds each case once for each, and for each row of its parameters.' }),
    ...chosen,
    assignedTo,
  })
  .refine(notBoth, both)
  .refine(({ configurationId, configurationIds }) => !(configurationId && configurationIds), {
    path: ['configurationIds'],
    error: 'give configurationId or configurationIds, not both',
  })

/** COMPLETED closes the run: a later result is a 409. */
export const UpdateRun = changes({ ...fields, status: RunStatus, attachments: ChangedAttachments }).extend({
  runId: Id,
})

export const ListRuns = list({
  projectId: Id,
  status: RunStatus.optional(),
  milestoneId: Id.optional(),
  planId: Id.optional(),
  search: text(200).optional(),
})

/** How run cases are chosen, in their list and for what is done to many. */
const runCaseFilter = {
  status: z.array(RunCaseStatus).max(6).optional(),
  assignedTo: Id.optional(),
  unassigned: z.boolean().optional().meta({ description: 'true: those of nobody; false: those of somebody.' }),
  configurationId: Id.optional(),
  folderId: Id.optional(),
  search: text(200).optional().meta({ description: 'In the title.' }),
}
const RunCaseFilter = z.strictObject(runCaseFilter)
export type RunCaseFilter = z.infer<typeof RunCaseFilter>

export const ListRunCases = list({
  runId: Id,
  ...runCaseFilter,
  sort: z.enum(['folder', 'number', '-executedAt']).default('folder'),
})

export const AddCases = z.strictObject({ runId: Id, ...chosen, assignedTo }).refine(notBoth, both)

const someRunCases = {
  ids: z.array(Id).min(1).max(10_000).optional(),
  filter: RunCaseFilter.optional().meta({ description: 'Instead of ids: all run cases that it finds.' }),
}
const saysWhich = ({ ids, filter }: { ids?: unknown; filter?: unknown }) =>
  (ids === undefined) !== (filter === undefined)
const oneOfThem = { path: ['ids'], error: 'give ids or filter, one of them' }
export const RemoveCases = z.strictObject({ runId: Id, ...someRunCases }).refine(saysWhich, oneOfThem)
export const AssignCases = z
  .strictObject({ runId: Id, ...someRunCases, assignedTo: ref('user').nullable() })
  .refine(saysWhich, oneOfThem)
export const AssignEvenly = z.strictObject({
  runId: Id,
  userIds: z.array(ref('user')).min(1).max(100),
  filter: RunCaseFilter.optional().meta({ description: 'Without it: all that is open in the run.' }),
})
export const Shares = z.object({
  assigned: z.int(),
  shares: z.array(
    z.object({
      userId: Id,
      count: z.int(),
      estimate: z.int().meta({ description: 'Seconds: the sum of the estimates that are known.' }),
    }),
  ),
})
export type Shares = z.infer<typeof Shares>

export const AddConfiguration = z.strictObject({ runId: Id, configurationId: ref('configuration') })

/** A case of a run, with one row of its parameters, and what it came to under each configuration. */
export const MatrixRow = z
  .object({
    repositoryCaseId: Id,
    ...ofRow,
    number: z.int(),
    title: z.string(),
    folderId: Id,
    caseDeleted: z.boolean(),
    cells: z
      .array(
        z.object({
          runCaseId: Id,
          configurationId: Id.nullable(),
          assignedTo: Id.nullable(),
          status: RunCaseStatus,
          executedAt: Time.nullable(),
        }),
      )
      .meta({ description: 'In the order of the configurations; none where the case does not stand under one.' }),
  })
  .meta({ id: 'TestRunMatrixRow' })

export const RunMatrix = pageOf(MatrixRow).extend({
  configurations: z.array(z.object({ id: Id, name: z.string() })).meta({ description: 'The columns.' }),
})

export const ReadMatrix = list({
  runId: Id,
  status: z
    .array(RunCaseStatus)
    .max(6)
    .optional()
    .meta({ description: 'Cases that have it under some configuration.' }),
  folderId: Id.optional(),
  search: text(200).optional().meta({ description: 'In the title.' }),
})

export const CopyRun = z.strictObject({
  runId: Id,
  name: name(),
  only: z.array(RunCaseStatus).min(1).max(6).optional().meta({
    description: 'The run cases that have one of these statuses now: FAILED, BLOCKED to run again what did not pass.',
  }),
  assignments: z.enum(['keep', 'drop']).default('keep'),
})

export const CopiedRun = Run.extend({
  leftOut: z.int().meta({
    description:
      'So many run cases did not come along, since their case or its row of parameters was deleted, or is not approved and would have to be.',
  }),
}).meta({ id: 'CopiedTestRun' })

/** How long a run took: what was worked on it, and how long that went on. */
export const Elapsed = z
  .object({
    duration: z.int().meta({ description: 'Seconds: the sum of the durations of its results.' }),
    durationMs: z.int(),
    timedResults: z.int().meta({ description: 'So many results say their duration.' }),
    firstResultAt: Time.nullable(),
    lastResultAt: Time.nullable(),
    elapsed: z.int().nullable().meta({ description: 'Seconds from the first result to the last.' }),
    elapsedMs: z.int().nullable(),
  })
  .meta({ id: 'TestRunElapsed' })
