import * as z from 'zod'
import { readable } from '../../access.ts'
import { Id } from '../../common/id.ts'
import { list, pageOf } from '../../common/page.ts'
import { text } from '../../common/text.ts'
import { Day, Time } from '../../common/time.ts'
import { download, type Operations, query } from '../../operation.ts'

/** Who did what, when, from where; the changed fields before and after, never a secret. */
export const AuditEntry = z
  .object({
    id: Id,
    createdAt: Time,
    userId: Id.nullable(),
    userName: z.string().nullable(),
    address: z.string().nullable(),
    operation: z.string().meta({ description: 'As cases.update: the operationId, with a dot.' }),
    projectId: Id.nullable(),
    entityType: z.string().nullable().meta({ description: 'What it was about: case, run, milestone …' }),
    entityId: Id.nullable(),
    changes: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' })

const filters = {
  projectId: Id.optional(),
  userId: Id.optional(),
  entityType: text(50).optional(),
  entityId: Id.optional(),
  operation: text(100)
    .optional()
    .meta({ description: 'By its name (`milestones.update`), or a domain of it (`milestones`).' }),
  from: Day.optional().meta({ description: 'From the beginning of that day on, UTC.' }),
  to: Day.optional().meta({ description: 'To the end of that day, UTC.' }),
}

export const audit = {
  list: query({
    path: 'GET /audit-log',
    summary: 'List what was done',
    description: "Administrators see everything, a project's administrators its part.",
    access: readable('audit'),
    input: list(filters),
    output: pageOf(AuditEntry),
  }),
  export: download({
    path: 'GET /audit-log/export',
    summary: 'Get what was done as a file',
    description:
      'All that the list shows with the same filters, newest first. CSV is for spreadsheets: what these would take for a formula stands behind an apostrophe. NDJSON is for programs: one entry a line, as the list has it. The audit log tells of it.',
    access: readable('audit'),
    input: z.strictObject({ ...filters, format: z.enum(['csv', 'ndjson']).default('csv') }),
    output: z.string(),
    produces: ['text/csv', 'application/x-ndjson'],
  }),
} satisfies Operations
