import { createHash } from 'node:crypto'
import { conflict } from '@testplanit/api/errors'
import { sql } from 'drizzle-orm'
import type { Reader, Writer } from '../platform/database/database.ts'

export interface Repeat {
  userId: string
  operation: string
  key: string
  digest: string
}

export const digestOf = (input: unknown) => createHash('sha256').update(JSON.stringify(input)).digest('hex')

/**
 * Takes the key within the command's transaction; a second request with it waits here until the first has ended.
 * Gives the first answer where there was one within 24 hours. Throws CONFLICT where that was to another body.
 */
export async function takeKey(
  tx: Writer,
  { userId, operation, key, digest }: Repeat,
): Promise<{ value: unknown } | null> {
  const [row] = await tx.execute<{ digest: string; answer: { value: unknown } | null }>(sql`
    insert into idempotency_keys as kept (user_id, operation, key, digest)
    values (${userId}, ${operation}, ${key}, ${digest})
    on conflict (user_id, operation, key) do update
      set digest = case when kept.created_at < now() - interval '24 hours' then excluded.digest else kept.digest end,
          answer = case when kept.created_at < now() - interval '24 hours' then null else kept.answer end,
          created_at = case when kept.created_at < now() - interval '24 hours' then now() else kept.created_at end
    returning digest, answer`)
  if (row && row.digest !== digest)
    throw conflict(
      'This Idempotency-Key was used with another body within 24 hours. Send what differs under a key of its own; the same key is for sending the same again.',
    )
  return row?.answer ?? null
}

/** The first answer, where there was one within 24 hours, without taking the key. */
export async function readAnswer(
  db: Reader,
  { userId, operation, key, digest }: Repeat,
): Promise<{ value: unknown } | null> {
  const [row] = await db.execute<{ answer: { value: unknown } | null }>(sql`
    select answer from idempotency_keys
     where user_id = ${userId} and operation = ${operation} and key = ${key} and digest = ${digest}
       and created_at >= now() - interval '24 hours'`)
  return row?.answer ?? null
}

/** Keeps the first answer; goes into the one statement that a command ends with. */
export const keepAnswer = ({ userId, operation, key }: Repeat, value: unknown) => sql`
    update idempotency_keys set answer = ${JSON.stringify({ value: value ?? null })}::jsonb
     where user_id = ${userId} and operation = ${operation} and key = ${key}`
