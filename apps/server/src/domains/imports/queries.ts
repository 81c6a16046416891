import { and, eq, isNull } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'
import { lock } from '../../platform/database/locks.ts'
import { mustBeActive } from '../runs/rules.ts'
import { runs } from '../runs/tables.ts'
import { imports } from './tables.ts'

/**
 * What the first import of these bytes into the run answered; null where there was none. Others that bring the same
 * wait until this one has ended. Throws CONFLICT where the run takes no results, before anything is read.
 */
export async function findFirst(tx: Writer, runId: string, digest: string) {
  await lock(tx, 'uploads', runId + digest)
  const [row] = await tx
    .select({ status: runs.status, summary: imports.summary })
    .from(runs)
    .leftJoin(imports, and(eq(imports.runId, runs.id), eq(imports.digest, digest)))
    .where(and(eq(runs.id, runId), isNull(runs.deletedAt)))
  if (row) mustBeActive(row)
  return row?.summary ?? null
}
