import type { Handlers } from '../../pipeline/handler.ts'
import { countUnread } from './count-unread.ts'
import { listNotifications } from './list-notifications.ts'
import { readNotifications } from './read-notifications.ts'
import { readPreferences } from './read-preferences.ts'
import { updatePreferences } from './update-preferences.ts'

export const notificationsHandlers = {
  list: listNotifications,
  countUnread,
  read: readNotifications,
  preferences: readPreferences,
  updatePreferences,
} satisfies Handlers['notifications']
