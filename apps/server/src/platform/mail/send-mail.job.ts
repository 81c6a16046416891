import type { Writer } from '../database/database.ts'
import { newId } from '../database/ids.ts'
import { job } from '../jobs/job.ts'
import type { Platform } from '../platform.ts'
import type { Letter } from './mail.ts'

/** Tries for about six hours, with growing pauses: mail servers have bad days. */
export const sendMail = job<Letter>({
  name: 'send-mail',
  retries: 12,
  atOnce: 20,
  async run(letter, { mail }) {
    if (!mail) throw new Error('A letter waits, and this process has no SMTP_URL.')
    await mail.send(letter)
  },
})

/** Posts letters within the caller's transaction: they go with its commit. Says whether there is mail at all. */
export async function post({ mail, jobs }: Platform, tx: Writer, letters: Omit<Letter, 'id'>[]): Promise<boolean> {
  if (!mail) return false
  if (letters.length)
    await jobs.send(
      tx,
      sendMail.name,
      letters.map((letter) => ({ id: newId(), ...letter })),
    )
  return true
}
