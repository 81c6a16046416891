import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { expect, test } from 'vitest'
import { createDatabase } from '../../../test/database.ts'
import { knowsLetters } from './migrate.ts'
import { ensurePartitions } from './partitions.ts'

const monthsAgo = (months: number) => new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - months))

test('partitions are made while others write, and wait for those who lock the table', async () => {
  const { url, drop } = await createDatabase()
  const sql = postgres(url, { max: 3, onnotice: () => undefined })
  const count = async () =>
    Number((await sql`select count(*) from pg_inherits where inhparent = 'events'::regclass`)[0]?.count)
  const before = await count()

  await sql.begin(async (writer) => {
    await writer`lock table events, results, audit_log in row exclusive mode`
    await ensurePartitions(sql, monthsAgo(4))
  })
  expect(await count()).toBe(before + 2)

  const held = sql.begin(async (holder) => {
    await holder`lock table events in share mode`
    await pause(3000)
  })
  await pause(100)
  await ensurePartitions(sql, monthsAgo(5))
  await held
  expect(await count()).toBe(before + 3)

  const indexes = await sql`
    select count(*)::int, inhparent::regclass::text as parent from pg_inherits i join pg_index x on x.indexrelid = i.inhrelid
     where x.indrelid::regclass::text like 'results_%' group by 2`
  expect(new Set(indexes.map(({ count: each }) => each)).size).toBe(1)
  await sql.end()
  await drop()
})

test('a database whose locale is plain C is known', async () => {
  const { url, drop } = await createDatabase()
  const sql = postgres(url, { max: 1 })
  expect(await knowsLetters(sql)).toBe(true)
  await sql`create database plain_c template template0 lc_ctype 'C'`
  const plain = new URL(url)
  plain.pathname = 'plain_c'
  const other = postgres(plain.href, { max: 1 })
  expect(await knowsLetters(other)).toBe(false)
  await other.end()
  await sql`drop database plain_c`
  await sql.end()
  await drop()
})
