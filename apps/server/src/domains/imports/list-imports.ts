import type { imports as operations } from '@testplanit/api/domains/imports/operations'
import { eq, isNull, sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { runs } from '../runs/tables.ts'
import { users } from '../users/tables.ts'
import { imports } from './tables.ts'

/** The summary holds every file and remark: only its figures are read. */
const figure = (name: string) => sql<number>`(${imports.summary} ->> ${name})::int`

const columns = {
  id: imports.id,
  createdAt: imports.createdAt,
  createdBy: imports.createdBy,
  userName: users.name,
  projectId: imports.projectId,
  testRunId: imports.runId,
  runName: runs.name,
  imported: figure('imported'),
  casesCreated: figure('casesCreated'),
  casesMatched: figure('casesMatched'),
  passed: figure('passed'),
  failed: figure('failed'),
  skipped: figure('skipped'),
  blocked: figure('blocked'),
  fileCount: sql<number>`jsonb_array_length(${imports.summary} -> 'files')`,
  faultCount: sql<number>`jsonb_array_length(jsonb_path_query_array(${imports.summary}, '$.files[*].fault'))`,
}

export const listImports: Handler<typeof operations.list> = ({ input, db }) =>
  page(input, {
    order: { id: imports.id, descending: true },
    where: [eq(imports.projectId, input.projectId), isNull(runs.deletedAt)],
    rows: ({ where, orderBy, limit, offset }) =>
      db
        .select(columns)
        .from(imports)
        .innerJoin(runs, eq(runs.id, imports.runId))
        .leftJoin(users, eq(users.id, imports.createdBy))
        .where(where)
        .orderBy(orderBy)
        .limit(limit)
        .offset(offset),
    total: (where) => cappedCount(db, sql`${imports} join ${runs} on ${runs.id} = ${imports.runId}`, where),
  })
