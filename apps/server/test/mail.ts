import { SMTPServer } from 'smtp-server'
import { afterAll } from 'vitest'

export interface Received {
  from: string
  to: string[]
  head: string
  text: string
}

/** A mail server for one test file: it keeps what it gets, and refuses the first so many. */
export async function mailServer(refusals = 0) {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _, done) =>
      username === 'user' && password === 'p@ss word' ? done(null, { user: 'user' }) : done(new Error('wrong')),
    async onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      for await (const chunk of stream) chunks.push(chunk as Buffer)
      if (refusals-- > 0) return done(Object.assign(new Error('not now'), { responseCode: 451 }))
      const [head = '', ...body] = Buffer.concat(chunks).toString().split('\r\n\r\n')
      const from = envelope.mailFrom ? envelope.mailFrom.address : ''
      received.push({ from, to: envelope.rcptTo.map(({ address }) => address), head, text: body.join('\r\n\r\n') })
      done()
    },
  })
  const { port } = await new Promise<{ port: number }>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => resolve(listening.address() as { port: number }))
  })
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)))
  return { received, url: (who = '') => `smtp://${who}127.0.0.1:${port}` }
}
