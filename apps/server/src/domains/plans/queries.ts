import { invalid, notFound } from '@testplanit/api/errors'
import { and, eq, isNull } from 'drizzle-orm'
import type { Reader, Writer } from '../../platform/database/database.ts'
import { type PlanRow, planColumns, planOf } from './answers.ts'
import { plans } from './tables.ts'

const lives = (id: string) => and(eq(plans.id, id), isNull(plans.deletedAt))

/** A living plan with the sums of its runs. Throws NOT_FOUND. */
export async function readPlan(db: Reader, id: string) {
  const [row] = await db.select(planColumns).from(plans).where(lives(id))
  if (!row) throw notFound('test plan')
  return planOf(row)
}

/** Holds a plan into which a run comes, as it is: it is neither completed nor deleted meanwhile. Throws VALIDATION_ERROR. */
export async function lockPlan(tx: Writer, id: string): Promise<Pick<PlanRow, 'completedAt'>> {
  const [row] = await tx.select({ completedAt: plans.completedAt }).from(plans).where(lives(id)).for('share')
  if (!row) throw invalid({ field: 'planId', message: 'names no plan that exists here' })
  return row
}
