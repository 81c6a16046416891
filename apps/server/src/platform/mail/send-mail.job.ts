import type { Writer } from '../database/database.ts'
import { newId } from '../database/ids.ts'
import { job } from '../jobs/job.ts'
import type { Platform } from '../platform.ts'
import type { Letter } from './mail.ts'

/** As a letter waits: a text may hold a link that opens something, and who reads the database alone must not have it. */
type Sealed = Omit<Letter, 'text'> & { sealedText: string }

/** Tries for about six hours, with growing pauses: mail servers have bad days. */
export const sendMail = job<Sealed>({
  name: 'send-mail',
  retries: 12,
  atOnce: 20,
  async run({ sealedText, ...letter }, { mail, vault }) {
    if (!mail) throw new Error('A letter waits, and this process has no SMTP_URL.')
    await mail.send({ ...letter, text: vault.open(sealedText) })
  },
})

/** Posts letters within the caller's transaction: they go with its commit. Says whether there is mail at all. */
export async function post(
  { mail, jobs, vault }: Platform,
  tx: Writer,
  letters: Omit<Letter, 'id'>[],
): Promise<boolean> {
  if (!mail) return false
  if (letters.length)
    await jobs.send(
      tx,
      sendMail.name,
      letters.map(({ text, ...letter }): Sealed => ({ id: newId(), ...letter, sealedText: vault.seal(text) })),
    )
  return true
}
