import { sql } from 'drizzle-orm'
import type { Writer } from '../../platform/database/database.ts'

/** What `pg_advisory_xact_lock` hashes with, so that its locks are neither those of the folders nor of the uploads. */
const MILESTONES = 2

/**
 * Takes the lock under which a project's tree of milestones grows, moves and shrinks: one change at a time, so that none
 * comes beneath one that is being deleted, and no two moves make a circle. The first statement of a command, so that
 * the next ones see what the one before has done.
 */
export async function lockMilestones(tx: Writer, projectId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${projectId.toLowerCase()}, ${MILESTONES}))`)
}
