import { setTimeout as pause } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { mailServer } from '../../../test/mail.ts'
import { startServer } from '../../../test/server.ts'

const { received, url } = await mailServer()
const { admin, make, platform, work } = await startServer({
  SMTP_URL: url(),
  MAIL_FROM: 'tests@example.com',
  PUBLIC_URL: 'https://tests.example.com',
})
work()
await vi.waitFor(() => expect(platform.jobs.state).toBe('started'), 20_000)

test('who is mentioned gets one mail, with a link that leads there; who wants none gets none', async () => {
  const project = await make.project({ name: 'Shop\u00a0Ä' })
  const [ada, bob, eve] = [
    await make.member(project, 'Tester'),
    await make.member(project, 'Tester'),
    await make.member(project, 'Tester'),
  ]
  const way = (who: typeof ada, mail: boolean) =>
    who.client.put('/api/notifications/preferences', { preferences: { MENTIONED: { app: !mail, mail } } })
  await way(bob, false)
  await way(eve, true)
  expect((await bob.client.get('/api/notifications/preferences')).body.sendsMail).toBe(true)
  const about = await make.case(project, { title: 'Log in Bcc: mallory@example.com' })
  const { status } = await admin.post('/api/comments', {
    projectId: project.id,
    entityType: 'repositoryCase',
    entityId: about.id,
    content: 'First line\n.\nBcc: mallory@example.com',
    mentionedUserIds: [ada.user.id, bob.user.id, eve.user.id],
  })
  expect(status).toBe(201)
  await vi.waitFor(() => expect(received).toHaveLength(2), 20_000)
  await pause(3000)
  expect(received.map(({ to }) => to.join()).sort()).toEqual([ada.user.email, eve.user.email].sort())
  for (const { head, text } of received) {
    expect(head).not.toMatch(/^bcc/im)
    const plain = decoded(text)
    expect(plain).toContain('mentioned you in a comment on “Log in Bcc: mallory@example.com”.')
    expect(plain).toContain('\n> First line\n> .\n> Bcc: mallory@example.com\n')
    expect(plain).toContain(`https://tests.example.com/projects/${project.id}/cases?case=${about.id}`)
  }
  const inApp = async (who: typeof ada) => (await who.client.get('/api/notifications')).body.data.length
  expect([await inApp(ada), await inApp(bob), await inApp(eve)]).toEqual([1, 1, 0])
}, 60_000)

/** Quoted-printable, read. */
const decoded = (text: string) =>
  Buffer.from(
    text.replace(/=\r\n/g, '').replace(/=([\dA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
    .toString()
    .replaceAll('\r\n', '\n')
