import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import Fastify from 'fastify'
import { afterAll, expect, test } from 'vitest'
import { addPatience } from './patience.ts'

const app = Fastify()
addPatience(app, 200)
app.post('/', async () => {
  await sleep(600)
  return 'done'
})
const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
afterAll(() => app.close())

test('a body of which nothing more comes is given up', async () => {
  const socket = connect(Number(port), '127.0.0.1')
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nhalf')
  socket.resume()
  await once(socket, 'close')
})

test('one that came whole has all the time that its work takes', async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'whole' })
  expect(await answer.text()).toBe('done')
})
