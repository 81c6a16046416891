import * as z from 'zod'
import { Id, ref } from '../../common/id.ts'
import { name } from '../../common/text.ts'
import { Time } from '../../common/time.ts'

/**
 * A file part of a multipart request, put on disk for as long as the request lasts. A class, so that no text or JSON
 * that a caller sends can pass for one: its path is read by the server.
 */
export class UploadedFile {
  readonly name: string
  readonly path: string
  readonly size: number
  /** Hex digest of the bytes. */
  readonly sha256: string

  constructor({ name, path, size, sha256 }: Omit<UploadedFile, 'toJSON'>) {
    this.name = name
    this.path = path
    this.size = size
    this.sha256 = sha256
  }

  /** What a repeated request is known by: where the bytes lay is another place each time. */
  toJSON() {
    const { name, size, sha256 } = this
    return { name, size, sha256 }
  }
}
const File = z
  .instanceof(UploadedFile, { error: 'must be a part with a filename' })
  .meta({ type: 'string', format: 'binary' })

const target = {
  testRunId: Id.optional(),
  projectId: Id.optional().meta({ description: 'Without testRunId: makes a run in this project.' }),
  runName: name().optional(),
  createTestCases: z.boolean().default(true),
  folderId: ref('folder').optional().meta({ description: "New cases' folders are made beneath it." }),
  strict: z.boolean().default(false).meta({ description: 'Refuses everything on the first fault.' }),
}

export const ImportResults = z
  .strictObject({ file: z.array(File).min(1, { error: 'is required' }).max(1000), ...target })
  .refine(({ testRunId, projectId }) => Boolean(testRunId) !== Boolean(projectId), {
    path: ['testRunId'],
    error: 'give testRunId, or projectId to make a run',
  })

export const ImportedFile = z.object({
  name: z.string(),
  imported: z.int(),
  passed: z.int(),
  failed: z.int(),
  skipped: z.int(),
  blocked: z.int(),
  fault: z
    .object({ line: z.int(), column: z.int(), message: z.string() })
    .optional()
    .meta({ description: 'Where it could not be read any further; what stood before it was imported.' }),
})

const counts = {
  imported: z.int(),
  casesCreated: z.int(),
  casesMatched: z.int(),
  passed: z.int(),
  failed: z.int(),
  skipped: z.int(),
  blocked: z.int(),
}

export const ImportSummary = z
  .object({
    testRunId: Id,
    ...counts,
    files: z.array(ImportedFile),
    warnings: z.array(z.object({ file: z.string(), message: z.string() })),
    repeated: z
      .boolean()
      .meta({ description: 'The same bytes were imported into this run before: nothing was added.' }),
  })
  .meta({ id: 'ImportSummary' })
export type ImportSummary = z.infer<typeof ImportSummary>

/** One that ended, as the list of them tells it. */
export const Import = z
  .object({
    id: Id,
    createdAt: Time,
    createdBy: Id.nullable(),
    userName: z.string().nullable(),
    projectId: Id,
    testRunId: Id,
    runName: z.string(),
    ...counts,
    fileCount: z.int(),
    faultCount: z.int().meta({ description: 'Files that could not be read to their end.' }),
  })
  .meta({ id: 'Import' })
export type Import = z.infer<typeof Import>
