import type { notifications as operations } from '@testplanit/api/domains/notifications/operations'
import { and, isNull } from 'drizzle-orm'
import type { Handler } from '../../pipeline/handler.ts'
import { cappedCount } from '../../platform/database/page.ts'
import { own } from './queries.ts'
import { notifications } from './tables.ts'

export const countUnread: Handler<typeof operations.countUnread> = async ({ actor, db }) => ({
  unread: await cappedCount(db, notifications, and(...own(actor), isNull(notifications.readAt))),
})
