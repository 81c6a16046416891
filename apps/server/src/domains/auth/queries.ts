import type { Paging } from '@testplanit/api/common/page'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { LOGIN_DAYS } from '../../pipeline/authorize.ts'
import type { Reader, Writer } from '../../platform/database/database.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { users } from '../users/tables.ts'
import { deviceOf } from './answers.ts'
import { logins } from './tables.ts'

/** Whether there is a user, or was one. */
export async function isSomeoneThere(db: Reader): Promise<boolean> {
  return (await db.execute(sql`select 1 from users limit 1`)).length > 0
}

/** From here to the commit nobody else makes a user: whoever makes the first one asks again after it. */
export const lockUsers = (tx: Writer) => tx.execute(sql`lock table users in share row exclusive mode`)

/** The conditions on users that they may log in at all. */
export const mayLogIn = [isNull(users.deletedAt), eq(users.active, true)]

const end = sql<string>`least(${logins.expiresAt}, ${logins.createdAt} + make_interval(days => ${LOGIN_DAYS}))`

/** A page of a user's logins that still serve, the newest first; `currentId` is the one that asks. */
export async function pageOfLogins(db: Reader, input: Paging & object, userId: string, currentId: string | null) {
  const { data, pagination } = await page(input, {
    order: { id: logins.publicId, descending: true },
    where: [and(eq(logins.userId, userId), sql`${end} > now()`)],
    rows: ({ where, orderBy, limit, offset }) =>
      db
        .select({
          id: logins.publicId,
          key: logins.id,
          createdAt: logins.createdAt,
          lastSeenAt: sql<string>`coalesce(${logins.lastSeenAt}, ${logins.createdAt})`,
          expiresAt: end,
          address: logins.address,
          userAgent: logins.userAgent,
        })
        .from(logins)
        .where(where)
        .orderBy(orderBy)
        .limit(limit)
        .offset(offset),
    total: (where) => cappedCount(db, logins, where),
  })
  const loginOf = ({ key, ...login }: (typeof data)[number]) => ({
    ...login,
    device: deviceOf(login.userAgent),
    current: key === currentId,
  })
  return { data: data.map(loginOf), pagination }
}
