import { clearFiles } from './domains/attachments/clear-files.job.ts'
import { onImage } from './domains/attachments/on-image.ts'
import { mailReset } from './domains/auth/mail-reset.job.ts'
import { onAssigned } from './domains/notifications/on-assigned.ts'
import { onComment } from './domains/notifications/on-comment.ts'
import { onCompleted } from './domains/notifications/on-completed.ts'
import { onReviewed } from './domains/notifications/on-reviewed.ts'
import { purgeTrash } from './domains/trash/purge-trash.job.ts'
import type { Subscriber } from './pipeline/dispatch-events.ts'
import { cleanUp } from './platform/database/clean-up.job.ts'
import type { Job } from './platform/jobs/job.ts'
import { sendMail } from './platform/mail/send-mail.job.ts'

/** Jobs that run for what happened: a job for each event of their types. */
export const subscribers: Subscriber[] = [onComment, onAssigned, onCompleted, onReviewed, onImage]

/** Every kind of background work. */
export const jobs: Job[] = [
  cleanUp,
  clearFiles,
  purgeTrash,
  sendMail as Job,
  mailReset as Job,
  ...(subscribers as unknown as Job[]),
]
