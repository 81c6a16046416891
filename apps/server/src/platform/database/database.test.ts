import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { createDatabase } from '../../../test/database.ts'
import { copyInto, openDatabase } from './database.ts'

test('after an outage of PostgreSQL the connections come back', async () => {
  const { url, drop } = await createDatabase()
  const there = new URL(url)
  const realPort = Number(there.port)
  const open = new Set<Socket>()
  const proxy = createServer((socket) => {
    const upstream = connect(realPort, there.hostname)
    for (const side of [socket, upstream]) open.add(side.on('error', () => undefined))
    socket.pipe(upstream).pipe(socket)
  })
  await once(proxy.listen(0), 'listening')
  const { port } = proxy.address() as AddressInfo
  there.port = String(port)
  const { sql, close } = openDatabase(there.href, { max: 2 })
  const outage = async () => {
    for (const socket of open) socket.destroy()
    await new Promise((done) => proxy.close(done))
  }

  expect(await sql`select 1 as one`).toEqual([{ one: 1 }])
  await outage()
  for (let i = 0; i < 5; i++) await expect(sql`select 1`).rejects.toThrow(/ECONNREFUSED|CONNECTION_|ECONNRESET/)
  await once(proxy.listen(port), 'listening')
  expect(await Promise.all([1, 2, 3].map(() => sql`select 1 as one`))).toHaveLength(3)

  await close()
  await outage()
  await drop()
}, 60_000)

test('a COPY that breaks off leaves nothing, and its connection serves on', async () => {
  const { url, drop } = await createDatabase()
  const database = openDatabase(url, { max: 1 })
  await database.sql`create table numbers (n int)`
  const copy = (rows: () => AsyncGenerator<string>) => database.transaction((tx) => copyInto(tx, 'numbers', rows))
  await expect(
    copy(async function* () {
      yield '1\n'
      throw new Error('the file broke off')
    }),
  ).rejects.toThrow('the file broke off')
  await expect(
    copy(async function* () {
      yield 'x\n'
    }),
  ).rejects.toThrow(/transaction is aborted|invalid input/)
  await expect(
    copy(async function* () {
      yield 'x\n'
      for (let i = 0; i < 1000; i++) yield '3\n'.repeat(1000)
    }),
  ).rejects.toThrow(/transaction is aborted|invalid input/)
  await copy(async function* () {
    yield '2\n'
  })
  expect(await database.sql`select n from numbers`).toEqual([{ n: 2 }])
  await database.close()
  await drop()
})
