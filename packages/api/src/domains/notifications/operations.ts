import * as z from 'zod'
import { login } from '../../access.ts'
import { pageOf } from '../../common/page.ts'
import { command, type Operations, query } from '../../operation.ts'
import { ListNotifications, Notification, Preferences, ReadNotifications, UpdatePreferences } from './schemas.ts'

export const notifications = {
  list: query({
    path: 'GET /notifications',
    summary: 'What one is told of, the newest first',
    access: login,
    input: ListNotifications,
    output: pageOf(Notification),
  }),
  countUnread: query({
    path: 'GET /notifications/unread-count',
    summary: 'How many notifications one has not read; 10001 stands for more than 10000',
    access: login,
    input: z.strictObject({}),
    output: z.object({ unread: z.int() }),
  }),
  read: command({
    path: 'POST /notifications/read',
    summary: 'Mark notifications as read: these, or all',
    access: login,
    input: ReadNotifications,
    output: z.object({ read: z.int().meta({ description: 'How many were unread.' }) }),
  }),
  preferences: query({
    path: 'GET /notifications/preferences',
    summary: 'How one wants to be told what',
    access: login,
    input: z.strictObject({}),
    output: Preferences,
  }),
  updatePreferences: command({
    path: 'PUT /notifications/preferences',
    summary: 'Choose how to be told what: in the app, by mail, both, not at all',
    access: login,
    input: UpdatePreferences,
    output: Preferences,
  }),
} satisfies Operations
