import type { notifications as operations } from '@testplanit/api/domains/notifications/operations'
import { and, isNotNull, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount, page } from '../../platform/database/page.ts'
import { notificationOf } from './answers.ts'
import { notificationColumns, own } from './queries.ts'
import { notifications } from './tables.ts'

export const listNotifications: Handler<typeof operations.list> = async ({ input, actor, db }) => {
  const { readAt } = notifications
  const { data, pagination } = await page(input, {
    order: { id: notifications.id, descending: true },
    where: [
      and(...own(actor)),
      input.unread === undefined ? undefined : input.unread ? isNull(readAt) : isNotNull(readAt),
    ],
    rows: ({ where, orderBy, limit, offset }) =>
      db.select(notificationColumns).from(notifications).where(where).orderBy(orderBy).limit(limit).offset(offset),
    total: (where) => cappedCount(db, notifications, where),
  })
  return { data: data.map(notificationOf), pagination }
}
