import { sql } from 'drizzle-orm'
import type { Writer } from './database.ts'

/** Who holds it migrates. Any number, the same in every process; so is the next one. */
export const MIGRATING = 7_402_118
/** Who holds it hands out events. */
export const DISPATCHING = 7_402_119

/** What the locks of transactions are of. The number goes into the hash of the key, so that no two kinds share a lock. */
const KINDS = {
  /** By project: its folders come, move and go one at a time, so that none comes beneath one that is being deleted. */
  folders: 0,
  /** By run and digest: the same files are imported into a run one after another. */
  uploads: 1,
  /** By project: its tree of milestones, as its folders. */
  milestones: 2,
  /** By project: links between its cases come one at a time, so that none closes a circle unseen. */
  caseLinks: 3,
  /** By project: which of its templates is the default one, and which are there. */
  templates: 4,
}

/**
 * Waits for the lock and holds it to the end of the transaction. As a statement of its own before those that rely on it,
 * so that they see what the one before has done; before rows are locked, so that nobody waits in a circle.
 */
export async function lock(tx: Writer, kind: keyof typeof KINDS, key: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key.toLowerCase()}, ${KINDS[kind]}))`)
}
