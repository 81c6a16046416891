import postgres from 'postgres'
import { expect, test } from 'vitest'
import { createDatabase } from './database.ts'

test('test databases are apart, and drop ends what is connected', async () => {
  const [one, other] = await Promise.all([createDatabase(), createDatabase()])
  const sql = postgres(one.url, { onnotice() {} })
  await sql`create table only_here (id int)`
  await other.drop()
  await expect(postgres(other.url)`select 1`).rejects.toThrow('does not exist')
  expect(await sql`select * from only_here`).toEqual([])
  await one.drop()
  await expect(sql`select 1`).rejects.toThrow()
  await sql.end()
})

test('a transaction has its connection to itself, however many statements are on their way there', async () => {
  const database = await createDatabase()
  const sql = postgres(database.url, { max: 2 })
  for (let before = 0; before < 220; before++) {
    const others = Array.from({ length: before }, (_, i) => sql`select ${i}::int as i`.execute())
    const [row] = await sql.begin((tx) => tx`select ${before}::int as i`)
    expect(row?.i).toBe(before)
    await Promise.all(others)
  }
  await sql.end()
  await database.drop()
})

test('a result that fails in its midst is no part of the next one', async () => {
  const database = await createDatabase()
  const sql = postgres(database.url, { max: 1 })
  const broken = sql`select 1 / (5000 - i) from generate_series(1, 6000) i`
  await expect(broken).rejects.toThrow('division by zero')
  expect([...(await sql`select 'me' as who`)]).toEqual([{ who: 'me' }])
  await sql.end()
  await database.drop()
})
