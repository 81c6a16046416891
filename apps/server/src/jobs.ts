import type { Subscriber } from './pipeline/dispatch-events.ts'
import { cleanUp } from './platform/database/clean-up.job.ts'
import type { Job } from './platform/jobs/job.ts'
import { sendMail } from './platform/mail/send-mail.job.ts'

/** Jobs that run for what happened: a job for each event of their types. */
export const subscribers: Subscriber[] = []

/** Every kind of background work. */
export const jobs: Job[] = [cleanUp, sendMail as Job, ...(subscribers as unknown as Job[])]
