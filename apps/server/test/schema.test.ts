import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import { getTableConfig, isPgSequence, PgTable } from 'drizzle-orm/pg-core'
import postgres from 'postgres'
import { afterAll, expect, test } from 'vitest'
import { createDatabase } from './database.ts'

const source = new URL('../src/', import.meta.url)
const files = [
  ...readdirSync(new URL('domains', source)).map((domain) => `domains/${domain}/tables.ts`),
  'pipeline/tables.ts',
]
const modules = files
  .filter((file) => existsSync(new URL(file, source)))
  .map((file) => import(new URL(file, source).href))
const declared: Record<string, unknown> = Object.assign({}, ...(await Promise.all(modules)))
const tables = Object.values(declared)
  .filter((one) => one instanceof PgTable)
  .map((table) => getTableConfig(table))

const database = await createDatabase()
const sql = postgres(database.url, { max: 2 })
afterAll(async () => {
  await sql.end()
  await database.drop()
})

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const OURS = `c.relnamespace = 'public'::regnamespace and not c.relispartition`

test('every table is looked at', () => {
  expect(tables.length).toBeGreaterThan(20)
})

test('drizzle-kit finds nothing that the migrations lack', async () => {
  const meta = new URL('../migrations/meta/', import.meta.url)
  const last = readdirSync(meta)
    .filter((name) => name.endsWith('_snapshot.json'))
    .sort()
    .at(-1)
  const migrated = JSON.parse(readFileSync(new URL(last as string, meta), 'utf8'))
  const now = generateDrizzleJson(declared, migrated.id, undefined, 'snake_case')
  expect(await generateMigration(migrated, now)).toEqual([])
  expect(Object.values(declared).filter(isPgSequence)).toHaveLength(2)
})

test('the migrated database has the tables of the code, column by column', async () => {
  const found = await sql.unsafe(`
    select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as "notNull"
      from pg_attribute a join pg_class c on c.oid = a.attrelid
     where ${OURS} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`)
  const wanted = tables.flatMap(({ name: table, columns, primaryKeys }) =>
    columns.map((column) => ({
      table,
      name: snake(column.name),
      type: column.getSQLType().replace(' (', '('),
      notNull: column.notNull || column.primary || primaryKeys.some((key) => key.columns.includes(column)),
    })),
  )
  const inOrder = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort()
  expect(inOrder(found.map(({ table, name, type, notNull }) => ({ table, name, type, notNull })))).toEqual(
    inOrder(wanted),
  )
})

test('it has their indexes, checks and foreign keys', async () => {
  const names = async (query: string) => (await sql.unsafe(query)).map(({ name }) => name).sort()
  const indexes = tables.flatMap(({ indexes, uniqueConstraints }) => [
    ...indexes.map(({ config }) => config.name as string),
    ...uniqueConstraints.map(({ name }) => name as string),
  ])
  const primary = `i.indisprimary`
  expect(
    await names(`select x.relname as name from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_class x on x.oid = i.indexrelid where ${OURS} and c.relkind in ('r', 'p') and not ${primary}`),
  ).toEqual(indexes.sort())
  expect(
    await names(
      `select conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid where ${OURS} and k.contype = 'c'`,
    ),
  ).toEqual(tables.flatMap(({ checks }) => checks.map(({ name }) => name)).sort())
  const foreign = tables.flatMap(({ foreignKeys }) => foreignKeys)
  const [row] = await sql.unsafe(
    `select count(*)::int from pg_constraint k join pg_class c on c.oid = k.conrelid where ${OURS} and k.contype = 'f' and k.conparentid = 0`,
  )
  expect(row?.count).toBe(foreign.length)
})
