import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createDatabase } from '../../../test/database.ts'
import { copyInto, openDatabase } from './database.ts'

/** A way to a database that can be cut and opened again. */
async function cuttable(url: string) {
  const there = new URL(url)
  const [host, realPort] = [there.hostname, Number(there.port)]
  const open = new Set<Socket>()
  const proxy = createServer((socket) => {
    const upstream = connect(realPort, host)
    for (const side of [socket, upstream]) open.add(side.on('error', () => undefined))
    socket.pipe(upstream).pipe(socket)
  })
  await once(proxy.listen(0), 'listening')
  const { port } = proxy.address() as AddressInfo
  there.port = String(port)
  return {
    url: there.href,
    async cut(how: (socket: Socket) => void = (socket) => socket.destroy()) {
      const closed = new Promise((done) => proxy.close(done))
      for (const socket of open) how(socket)
      open.clear()
      await closed
    },
    heal: () => once(proxy.listen(port), 'listening'),
  }
}

test('after an outage of PostgreSQL the connections come back', async () => {
  const { url, drop } = await createDatabase()
  const way = await cuttable(url)
  const { sql, close } = openDatabase(way.url, { max: 2 })
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }])
  await way.cut()
  for (let i = 0; i < 5; i++) await expect(sql`select 1`).rejects.toThrow(/ECONNREFUSED|CONNECTION_|ECONNRESET/)
  await way.heal()
  expect(await Promise.all([1, 2, 3].map(() => sql`select 1 as one`))).toHaveLength(3)
  await close()
  await way.cut()
  await drop()
}, 60_000)

test.each([
  ['resets its connections', (socket: Socket) => void socket.resetAndDestroy()],
  ['closes its connections', (socket: Socket) => void socket.destroy()],
])(
  'PostgreSQL %s under transactions: each fails whole, none reaches into another, and all goes on',
  async (_, how) => {
    const { url, drop } = await createDatabase()
    const way = await cuttable(url)
    const { sql, transaction, close } = openDatabase(way.url, { max: 4 })
    await sql`create table pairs (pair int, half int)`
    let next = 0
    const insertBoth = () =>
      transaction(async (tx) => {
        const pair = next++
        await tx.execute(`insert into pairs values (${pair}, 1)`)
        await pause(Math.random() * 4)
        await tx.execute(`insert into pairs values (${pair}, 2)`)
      })
    let isWorking = true
    const ends = { fulfilled: 0, rejected: 0 }
    const worker = async () => {
      while (isWorking) {
        const [{ status }] = await Promise.allSettled([insertBoth(), sql`select ${next}::int`])
        ends[status]++
      }
    }
    const workers = Array.from({ length: 12 }, worker)
    for (let i = 0; i < 10; i++) {
      await pause(50)
      await way.cut(how)
      await pause(5)
      await way.heal()
    }
    await pause(500)
    isWorking = false
    await Promise.all(workers)
    expect(ends.fulfilled).toBeGreaterThan(0)
    expect(ends.rejected).toBeGreaterThan(0)
    await expect(Promise.all([1, 2, 3, 4].map(insertBoth))).resolves.toHaveLength(4)
    expect(await sql`select pair from pairs group by pair having count(*) <> 2`).toEqual([])
    await close()
    await way.cut()
    await drop()
  },
  60_000,
)

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
