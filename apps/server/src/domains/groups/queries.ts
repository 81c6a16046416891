import { notFound } from '@testplanit/api/errors'
import { and, eq, isNull } from 'drizzle-orm'
import type { Reader } from '../../platform/database/database.ts'
import { answer } from '../../platform/database/entities.ts'
import { groupColumns } from './answers.ts'
import { groups } from './tables.ts'

/** A living group as the API answers it. Throws NOT_FOUND. */
export async function readGroup(db: Reader, id: string) {
  const [row] = await db
    .select(groupColumns)
    .from(groups)
    .where(and(eq(groups.id, id), isNull(groups.deletedAt)))
  if (!row) throw notFound('group')
  return answer(row)
}
