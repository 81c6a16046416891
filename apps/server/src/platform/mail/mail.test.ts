import { setTimeout as pause } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { mailServer, type Received } from '../../../test/mail.ts'
import { startServer } from '../../../test/server.ts'
import { openMail } from './mail.ts'
import { post } from './send-mail.job.ts'

const MAIL_FROM = 'TestPlanIt <tests@example.com>'
const id = '01980000-0000-7000-8000-000000000001'
const letter = { id, to: 'ada@example.com', subject: 'Grüße', text: 'Hello.\n\n.\nhttp://127.0.0.1:3000/x\n' }

test('a letter arrives as it was written', async () => {
  const { received, url } = await mailServer()
  await openMail({ SMTP_URL: url('user:p%40ss%20word@'), MAIL_FROM })?.send(letter)
  const [{ from, to, head, text } = {} as Received] = received
  expect([from, to]).toEqual(['tests@example.com', ['ada@example.com']])
  expect(text.replaceAll('\r\n', '\n').trim()).toBe(letter.text.trim())
  for (const line of [
    'From: TestPlanIt <tests@example.com>',
    'To: ada@example.com',
    'Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=',
    `Message-ID: <${id}@example.com>`,
    'Auto-Submitted: auto-generated',
    'Content-Type: text/plain; charset=utf-8',
  ])
    expect(head.split('\r\n')).toContain(line)
})

test('nothing that people write becomes a header, or another address', async () => {
  const { received, url } = await mailServer()
  const mail = openMail({ SMTP_URL: url(), MAIL_FROM })
  for (const end of ['\r\n', '\n', '\r', '\u2028', '\u0085', '\0'])
    await mail?.send({ ...letter, subject: `Hello${end}Bcc: eve@example.com${end}${end}<script>` })
  for (const { to, head } of received) {
    expect(to).toEqual(['ada@example.com'])
    expect(head).toMatch(/^Subject: Hello Bcc: eve@example\.com <script>$/m)
    expect(head).not.toMatch(/^bcc:/im)
  }
  expect(received).toHaveLength(6)
  for (const to of [
    'ada@example.com, eve@example.com',
    'ada@example.com\r\nBcc: eve@example.com',
    'Ada <ada@example.com>',
    'friends: eve@example.com;',
    '"eve@example.com> x"@example.com',
    'ada@example.com\u0000',
    '',
  ])
    await expect(mail?.send({ ...letter, to })).rejects.toThrow('no address')
  expect(received).toHaveLength(6)
})

test('without a mail server there is none, and nothing waits', async () => {
  expect(openMail({ SMTP_URL: undefined, MAIL_FROM: undefined })).toBeNull()
  const { platform } = await startServer()
  expect(await platform.database.transaction((tx) => post(platform, tx, [letter]))).toBe(false)
})

test('what a transaction posts goes with its commit, once, and again after the mail server refused it', async () => {
  const { received, url } = await mailServer(1)
  const { platform, work } = await startServer({ SMTP_URL: url(), MAIL_FROM, LOG_LEVEL: 'silent' })
  work()
  await vi.waitFor(() => expect(platform.jobs.state).toBe('started'), 20_000)
  const posts = (to: string, ends = '') =>
    platform.database.transaction(async (tx) => {
      expect(await post(platform, tx, [{ to, subject: 'Hello', text: 'a secret link' }])).toBe(true)
      if (ends) throw new Error(ends)
    })
  await expect(posts('nobody@example.com', 'undone')).rejects.toThrow('undone')
  await posts('ada@example.com')
  const [waiting] = await platform.database.sql`select data from pgboss.job where name = 'send-mail'`
  expect(waiting?.data).toMatchObject({ to: 'ada@example.com', subject: 'Hello' })
  expect(JSON.stringify(waiting)).not.toContain('a secret link')
  await vi.waitFor(() => expect(received).toHaveLength(1), 25_000)
  await pause(2500)
  expect(received.map(({ to, text }) => [to.join(), text.trim()])).toEqual([['ada@example.com', 'a secret link']])
}, 60_000)
