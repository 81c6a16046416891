import type { auth } from '@testplanit/api/domains/auth/operations'
import { sql } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'

export const readSetupState: Handler<typeof auth.setupState> = async ({ db }) => {
  const [row] = await db.execute<{ needed: boolean }>(sql`select not exists (select from users) as needed`)
  return { needed: row?.needed ?? true }
}
